/** Changes many assets where the library answers one success for all of them. */
import { type Result, success } from '../catalog/result.ts';
import type { CallContext } from '../catalog/tool.ts';
import { type CheckedReport, checkAfter } from './check-after.ts';
import { sendInChunks } from './chunks.ts';
import type { Looking } from './unclear.ts';

export interface ChangeOfMany {
  /** Ids in one request, where the library takes long over each. */
  readonly chunk?: number;
  /** One request for these ids. */
  send(ids: string[]): Promise<Result<unknown>>;
  /** True when this asset is as the change wanted it. */
  isSo(id: string, call: Looking): Promise<Result<boolean>>;
  /** What is wrong with an asset that is not. */
  readonly otherwise: string;
}

/** Sends the change in pieces, then looks at every asset: a success says nothing of any one of them. */
export async function changeMany(
  ids: readonly string[],
  { send, chunk: size, ...check }: ChangeOfMany,
  call: CallContext,
): Promise<CheckedReport> {
  const sent = await sendInChunks(
    ids,
    async (chunk) => {
      const answer = await send(chunk);
      return answer.ok ? success(chunk.map((id) => ({ id, ok: true }))) : answer;
    },
    call,
    size,
  );
  return checkAfter(sent, check, call);
}
