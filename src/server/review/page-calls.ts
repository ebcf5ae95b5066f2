/** Calls of the page that a person looks at: the same way as every other call, with the person there to be asked. */
import * as z from 'zod';
import type { ToolResult } from '../../catalog/answer.ts';
import type { ListedTool } from '../../catalog/binding.ts';
import { callTool, unknownTool } from '../../catalog/call.ts';
import type { Caller } from '../../catalog/caller.ts';
import type { Question } from '../../catalog/reviewer.ts';
import type { ServerParts } from '../mcp-server.ts';

/** What the page is about, and the tool that fills it when it opens. */
export interface Opener {
  readonly title: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What the host's window sends: a call, and what the person said where they were asked because of it. */
const callShape = z.strictObject({
  name: z.string().max(100),
  arguments: z.record(z.string(), z.unknown()).default({}),
  answer: z.strictObject({ question: z.string().max(200), said: z.enum(['yes', 'no', 'nothing']) }).optional(),
});
export type PageCall = z.output<typeof callShape>;

/** The call's result; with a `question`, nothing was changed yet and the call is to be sent again with the person's answer. */
export interface CallTold {
  readonly result: ToolResult;
  readonly question?: Question;
}

export interface PageCalls {
  /** Undefined for what is no call. */
  read(body: unknown): PageCall | undefined;
  /** Undefined for a tool that pages may not call: that there is such a tool is told to nobody. */
  make(call: PageCall): Promise<CallTold | { readonly refused: string }>;
}

/** The calls of `caller`, who finds here what an MCP client of the same permissions would. */
export function pageCalls(parts: Omit<ServerParts, 'questions'>, caller: Caller, opener: Opener): PageCalls {
  const { desk, gate } = parts;
  const { toolbox } = parts.viewOf(caller);
  const finds = (name: string) => toolbox.find(name) !== undefined;

  return {
    read: (body) => callShape.safeParse(body).data,
    make: async ({ name, arguments: args, answer }) => {
      const tool = toolbox.find(name);
      if (tool === undefined || !(name === opener.tool || isForPages(tool))) {
        return { refused: unknownTool(name).failure.message };
      }
      let question: Question | undefined;
      const ask = (wanted: Question) => {
        question = wanted;
      };
      const asked = { ask, ...(answer === undefined ? {} : { answer }) };
      const facts = { args, caller, progress: () => {}, finds, ...asked };
      // Whoever closes the window does not take back what they pressed.
      const { signal } = new AbortController();
      const result = await gate.run(caller.id, signal, (both) => callTool(tool, { ...facts, signal: both }, desk));
      return question === undefined ? { result } : { result, question };
    },
  };
}

/** There is no chat here: what no page was made for, none may call. */
function isForPages(tool: ListedTool): boolean {
  return 'forPages' in tool && tool.forPages !== undefined;
}
