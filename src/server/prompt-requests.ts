/** The requests of the protocol that are about prompts. */
import { randomUUID } from 'node:crypto';
import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server';
import type { CallDesk } from '../catalog/call.ts';
import type { Caller } from '../catalog/caller.ts';
import { failed, type Result } from '../catalog/result.ts';
import { refuseCursor } from './one-page.ts';
import type { PromptBook } from './prompt-book.ts';

/** Seconds that a completion may take: who types does not wait longer. */
const completionSeconds = 10;

/** Lists prompts, hands out their texts and completes their arguments. */
export function answerPromptRequests(
  server: Server,
  prompts: PromptBook,
  desk: Pick<CallDesk, 'clean' | 'reportDefect'>,
  caller: Caller,
): void {
  server.setRequestHandler('prompts/list', ({ params }) => {
    refuseCursor(params);
    return { prompts: prompts.list() };
  });
  server.setRequestHandler('prompts/get', async ({ params }) => {
    const read = async () => prompts.read(params.name, params.arguments ?? {});
    const { description, text } = await valueOrError(read, desk);
    return { description, messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
  });
  server.setRequestHandler('completion/complete', async ({ params: { ref, argument } }, context) => {
    if (ref.type !== 'ref/prompt') {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Only arguments of prompts can be completed.');
    }
    const signal = AbortSignal.any([context.mcpReq.signal, AbortSignal.timeout(completionSeconds * 1000)]);
    const complete = () => prompts.complete(ref.name, argument.name, argument.value, { caller, signal });
    return { completion: { ...(await valueOrError(complete, desk)) } };
  });
}

/** The value, or the protocol's error: the client's fault where a name or an argument is wrong, else ours or the library's. */
async function valueOrError<Value>(
  work: () => Promise<Result<Value>>,
  desk: Pick<CallDesk, 'clean' | 'reportDefect'>,
): Promise<Value> {
  const result = await work().catch((error: unknown) => defect(error, desk));
  if (result.ok) return result.value;
  const { code, message, hint } = result.failure;
  const isClients = code === 'invalid_input' || code === 'not_found';
  throw new ProtocolError(
    isClients ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError,
    desk.clean(hint === undefined ? message : `${message} ${hint}`),
  );
}

/** What is told of an exception: that there was one. The log has the rest. */
function defect(error: unknown, desk: Pick<CallDesk, 'clean' | 'reportDefect'>): Result<never> {
  const id = randomUUID().slice(0, 8);
  desk.reportDefect(id, error);
  return failed('unexpected', `This failed because of a fault in Albumen (log id ${id}).`);
}
