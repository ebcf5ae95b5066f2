/** A conversation as a simple chat program might show it: a page for a picture. */
import type { Conversation } from './all.ts';
import type { CallAnswer, Line } from './talk.ts';

/** The page, which loads nothing. */
export function chatPage({ lines }: Conversation): string {
  const note = 'Calls, answers and pictures are real, on sample photos. The words of person and AI are written by us.';
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main>${lines.map(lineHtml).join('')}<footer>${note}</footer></main>`;
}

function lineHtml(line: Line): string {
  if ('who' in line) return `<p class="${line.who}">${escaped(line.says)}</p>`;
  const { calls, args, answer } = line;
  const given = Object.entries(args)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  return `<div class="call"><code><b>${escaped(calls)}</b> ${escaped(given)}</code><small>${escaped(inShort(answer))}</small></div>${answer.pictures.map(pictureHtml).join('')}`;
}

/** How much it was, and what its pictures cost. */
function inShort({ data }: CallAnswer): string {
  const { total, assets, image_tokens: tokens } = data;
  const count = total ?? (Array.isArray(assets) ? assets.length : undefined);
  return [count === undefined ? 'done' : `${count} photo${count === 1 ? '' : 's'}`, tokens && `${tokens} tokens`]
    .filter(Boolean)
    .join(', ');
}

function pictureHtml(picture: Buffer): string {
  const type = picture.subarray(1, 4).toString('latin1') === 'PNG' ? 'png' : isWebp(picture) ? 'webp' : 'jpeg';
  return `<img alt="" src="data:image/${type};base64,${picture.toString('base64')}">`;
}

function isWebp(picture: Buffer): boolean {
  return picture.subarray(8, 12).toString('latin1') === 'WEBP';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
  body { margin: 0; background: #fff; font: 15px/1.5 system-ui, "Liberation Sans", sans-serif; color: #1d2433; }
  main { max-width: 700px; margin: 0 auto; padding: 24px 28px 16px; display: flex; flex-direction: column; gap: 12px; }
  p { margin: 0; }
  .person { align-self: flex-end; max-width: 75%; background: #e7eefc; border-radius: 16px 16px 4px 16px; padding: 8px 14px; }
  .model { padding: 2px 0; }
  .call { display: flex; justify-content: space-between; gap: 12px; border: 1px solid #dfe3ea; border-radius: 8px; padding: 6px 12px; background: #f8f9fb; }
  .call code { font: 13px/1.6 ui-monospace, "Liberation Mono", monospace; }
  .call small { color: #667085; white-space: nowrap; line-height: 1.6; }
  img { max-width: 100%; max-height: 300px; align-self: flex-start; border-radius: 8px; }
  footer { border-top: 1px solid #e6e9ef; color: #667085; font-size: 12.5px; padding-top: 10px; margin-top: 4px; }
`;
