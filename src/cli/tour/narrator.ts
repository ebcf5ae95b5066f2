/** Prints the tour: what is asked of the server, and what a model would read in return. */
import type { Reply } from './session.ts';

const plain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined;
const longestAnswer = 600;

function styled(code: number, text: string): string {
  return plain ? text : `\u001b[${code}m${text}\u001b[0m`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A step's heading. */
export function heading(text: string): void {
  print(`\n${styled(1, text)}`);
}

/** A line of explanation. */
export function say(text: string): void {
  print(`  ${text}`);
}

/** A call and the beginning of its answer, as the model reads it. */
export function showCall(tool: string, args: object, reply: Reply): void {
  const given = Object.keys(args).length === 0 ? '' : ` ${shorten(JSON.stringify(args), 160)}`;
  print(`  ${styled(36, '>')} ${styled(36, tool)}${given}`);
  const cost = `${reply.text.length} characters, ${Math.round(reply.milliseconds)} ms`;
  print(`  ${styled(reply.isError ? 31 : 32, '<')} ${shorten(reply.text, longestAnswer)}`);
  for (const picture of reply.pictures)
    print(`    [picture, ${Math.ceil(picture.data.length / 1024)} KiB] ${picture.caption}`);
  print(styled(2, `    ${cost}`));
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} …`;
}
