/** Previews changes, makes those that were agreed to, and takes them back: every one through the server's own tools. */
import type {
  ChangePreview,
  ChangeTold,
  DismissPreview,
  ResolvePreview,
  UndoPreview,
} from '../../catalog/pages/duplicates.ts';
import type { Host, ToolAnswer } from '../host/connect.ts';
import type { Batch } from './batches.ts';

type Calls = Pick<Host, 'callTool'>;

/** A batch, and what it would do or why it may not. */
export interface Previewed {
  readonly batch: Batch;
  readonly answer: ToolAnswer<ChangePreview & Partial<ResolvePreview> & Partial<DismissPreview>>;
}

/** A batch, and what it did. */
export interface Changed {
  readonly batch: Batch;
  readonly answer: ToolAnswer<ChangeTold>;
}

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

/** A change, and what taking it back would do. */
export interface UndoPreviewed {
  readonly id: string;
  readonly answer: ToolAnswer<UndoPreview>;
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

/** Why none of this may be done; undefined where it may. */
export function refusalOf({ answer }: Previewed): string | undefined {
  if (!answer.ok) return answer.message;
  return answer.data.would_be_refused ?? answer.data.refused;
}
