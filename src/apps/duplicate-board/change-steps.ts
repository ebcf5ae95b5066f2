/** What is known of a change between its steps: what it would do, what it did. */
import type {
  ChangePreview,
  ChangeTold,
  DismissPreview,
  ResolvePreview,
  UndoPreview,
} from '../../catalog/pages/duplicates.ts';
import type { ToolAnswer } from '../host/tool-answer.ts';
import type { Batch } from './batches.ts';

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

/** A change, and what taking it back would do. */
export interface UndoPreviewed {
  readonly id: string;
  readonly answer: ToolAnswer<UndoPreview>;
}

/** Why none of this may be done; undefined where it may. */
export function refusalOf({ answer }: Previewed): string | undefined {
  if (!answer.ok) return answer.message;
  return answer.data.would_be_refused ?? answer.data.refused;
}
