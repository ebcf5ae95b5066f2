/** What the window asks of the server that it came from. Its cookie goes along by itself. */
import { isObject, isText, type Params } from '../host/messages.ts';

/** What a person is asked before a change is made. */
export interface Question {
  readonly id: string;
  readonly text: string;
}

export type Said = 'yes' | 'no' | 'nothing';

export interface Told {
  /** The tool's result, as MCP has it. */
  readonly result: Record<string, unknown>;
  readonly question: Question | undefined;
}

/** What the page is about, and the tool that fills it. */
export interface Opener {
  readonly title: string;
  readonly tool: string;
  readonly arguments: Params;
}

/** Rejects, in words, where the server is gone. */
export async function readOpener(): Promise<Opener> {
  const answer = await fetch('opener').catch(() => undefined);
  const opener: unknown = await answer?.json().catch(() => undefined);
  if (!isObject(opener) || !isText(opener.title) || !isText(opener.tool) || !isObject(opener.arguments)) {
    throw new Error(gone);
  }
  return { title: opener.title, tool: opener.tool, arguments: opener.arguments };
}

/** Makes a call; `answer` is what the person said to the question that the same call came back with. Rejects in words. */
export async function callServer(
  call: { readonly name: unknown; readonly arguments: unknown },
  answer?: { readonly question: string; readonly said: Said },
): Promise<Told> {
  const body = JSON.stringify({ ...call, ...(answer === undefined ? {} : { answer }) });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch('call', { method: 'POST', headers, body }).catch(() => undefined);
  const told: unknown = await response?.json().catch(() => undefined);
  if (response === undefined || !isObject(told)) throw new Error(gone);
  if (!isObject(told.result)) throw new Error(isText(told.error) ? told.error : gone);
  return { result: told.result, question: readQuestion(told.question) };
}

/** How the server is. */
export interface Watching {
  here(): void;
  /** Nothing answers; it is asked again every few seconds. */
  lost(): void;
  ended(): void;
}

/** Tells how the server is. While a window holds on to it, it goes on. */
export function watchServer({ here, lost, ended }: Watching): void {
  const stream = new EventSource('presence');
  stream.addEventListener('open', here);
  stream.addEventListener('error', lost);
  stream.addEventListener('ended', () => {
    stream.close();
    ended();
  });
}

const gone = 'Albumen has ended. Run albumen review again.';

function readQuestion(question: unknown): Question | undefined {
  if (!isObject(question) || !isText(question.id) || !isText(question.text)) return undefined;
  return { id: question.id, text: question.text };
}
