/** Questions to the person at the terminal. */
import { createInterface } from 'node:readline/promises';

/** A line of text; `fallback` where nothing is typed. */
export async function askFor(what: string, fallback: string): Promise<string> {
  const typed = await lineAfter(`${what} [${fallback}]: `);
  return typed?.trim() || fallback;
}

/** Yes or no; undefined where nobody answers, because the input has ended. */
export async function confirmed(question: string): Promise<boolean | undefined> {
  const typed = await lineAfter(`${question} [y/N] `);
  return typed === undefined ? undefined : /^y(es)?$/i.test(typed.trim());
}

async function lineAfter(prompt: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise((resolve) => {
      lines.once('close', () => resolve(undefined));
      void lines.question(prompt).then(resolve);
    });
  } finally {
    lines.close();
  }
}
