/** From a tool of the catalog to one that can be called: with its library, or standing for others. */
import type { Caller } from './caller.ts';
import { type Result, success } from './result.ts';
import type { Answer, CallContext, Tool } from './tool.ts';

/** A tool with its library: what is called. */
export type BoundTool = Omit<Tool<never>, 'call'> & {
  call(args: unknown, call: CallContext): Promise<Result<Answer>>;
};

/** A listed tool that stands for others: a call of it becomes a call of the one that its arguments name. */
export interface Gateway extends Pick<BoundTool, 'name' | 'title' | 'description' | 'effect' | 'hints' | 'input'> {
  redirect(args: unknown): Result<{ readonly tool: BoundTool; readonly args: unknown }>;
}

/** A tool under another name: a call of it is a call of the one that it stands for, with that one's arguments. */
export type AliasTool = BoundTool & Pick<Gateway, 'redirect'>;

/** Whatever a client finds in the list of tools. */
export type ListedTool = BoundTool | AliasTool | Gateway;

/** Gives every tool the services it works with. */
export function bindTools<Services>(tools: readonly Tool<Services>[], services: Services): BoundTool[] {
  return tools.map((tool) => ({ ...tool, call: (args, call) => tool.call(args, services, call) }));
}

/** Finds what a caller's tools work with: it keeps what it made, and may try again after a failure. */
export type Connect<Services> = (caller: Caller) => Promise<Result<Services>>;

/**
 * Gives every tool services that are only made when the first call needs them, so that listing tools waits for nothing.
 * `connect` is asked by every call.
 */
export function bindLazily<Services>(tools: readonly Tool<Services>[], connect: Connect<Services>): BoundTool[] {
  return tools.map((tool) => ({
    ...tool,
    call: async (args, call) => {
      const services = await connect(call.caller);
      return services.ok ? tool.call(args, services.value, call) : services;
    },
  }));
}

/** What has to be known to read any answer rightly; undefined where nothing has. */
export type Notice = () => Promise<string | undefined>;

/** Has each answer of these tools, and each failure, say what there is to notice when the call begins. */
export function noticed(tools: readonly BoundTool[], notice: Notice): BoundTool[] {
  return tools.map((tool) => ({
    ...tool,
    call: async (args, call) => {
      const text = await notice();
      const result = await tool.call(args, call);
      return text === undefined ? result : withNotice(result, text);
    },
  }));
}

function withNotice(result: Result<Answer>, notice: string): Result<Answer> {
  if (result.ok) return success({ ...result.value, data: { notice, ...result.value.data } });
  const { failure } = result;
  return { ok: false, failure: { ...failure, hint: [failure.hint, notice].filter(Boolean).join(' ') } };
}
