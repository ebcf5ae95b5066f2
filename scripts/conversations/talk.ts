/** A conversation as it is held: what each side says, and what the model really asked of the server and got. */

/** What one call gave. */
export interface CallAnswer {
  readonly isError: boolean;
  /** As the model reads it: one JSON object, or a sentence after an error. */
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly pictures: readonly Buffer[];
}

export type Line =
  | { readonly who: 'person' | 'model'; readonly says: string }
  | { readonly calls: string; readonly args: Readonly<Record<string, unknown>>; readonly answer: CallAnswer };

/** Asks the server; rejects where it does not answer at all. */
export type Ask = (tool: string, args: Record<string, unknown>) => Promise<CallAnswer>;

/** Writes down what is said in one conversation. */
export class Talk {
  readonly lines: Line[] = [];
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  person(says: string): void {
    this.lines.push({ who: 'person', says });
  }

  model(says: string): void {
    this.lines.push({ who: 'model', says });
  }

  /** A real call; what it answered. Fails where that is not what the conversation goes on from. */
  async call(tool: string, args: Record<string, unknown> = {}, expected: 'answer' | 'refusal' | 'either' = 'answer') {
    const answer = await this.#ask(tool, args);
    if (expected !== 'either' && answer.isError !== (expected === 'refusal'))
      throw new Error(`${tool} said: ${answer.text}`);
    this.lines.push({ calls: tool, args, answer });
    return answer;
  }
}
