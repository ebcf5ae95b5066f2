/** Previews changes, makes those that were agreed to, and takes them back: every one through the server's own tools. */
import type { ChangePreview, ChangeTold, UndoPreview } from '../../catalog/pages/duplicates.ts';
import type { Host } from '../host/connect.ts';
import type { ToolAnswer } from '../host/tool-answer.ts';
import type { Batch } from './batches.ts';
import type { Changed, Previewed, UndoPreviewed } from './change-steps.ts';

type Calls = Pick<Host, 'callTool'>;

/** What a change would do. `permanent` agrees to deleting for good where the server has no trash. */
export async function preview(host: Calls, batch: Batch, permanent: boolean): Promise<Previewed> {
  return { batch, answer: await host.callTool(batch.tool, { ...argumentsOf(batch, permanent), dry_run: true }) };
}

/** Makes just the change that was previewed. */
export async function make(host: Calls, { batch, answer }: Previewed, permanent: boolean): Promise<Changed> {
  if (!answer.ok) return { batch, answer };
  const args = { ...argumentsOf(batch, permanent), dry_run: false, ...planOf(answer.data) };
  return { batch, answer: await host.callTool(batch.tool, args) };
}

function argumentsOf({ tool, args }: Batch, permanent: boolean) {
  return permanent && tool === 'immich_duplicates_resolve' ? { ...args, permanent } : args;
}

function planOf({ plan_id }: ChangePreview) {
  return plan_id === undefined ? {} : { plan_id };
}

/** What taking a change back would do. */
export async function previewUndo(host: Calls, id: string): Promise<UndoPreviewed> {
  return { id, answer: await host.callTool<UndoPreview>('history_undo', { change_id: id, dry_run: true }) };
}

/** Takes it back as it was previewed. */
export async function undo(host: Calls, { id, answer }: UndoPreviewed): Promise<ToolAnswer<ChangeTold>> {
  if (!answer.ok) return answer;
  return host.callTool<ChangeTold>('history_undo', { change_id: id, dry_run: false, ...planOf(answer.data) });
}
