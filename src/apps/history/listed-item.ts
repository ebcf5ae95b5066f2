/** A thing that a change altered, or that an undo would. */
import type { State } from './differences.ts';

export interface ListedItem {
  readonly kind: string;
  readonly id: string;
  readonly before?: State;
  readonly after?: State;
  /** False where it did not work, `unknown` where nobody knows. */
  readonly ok?: boolean | 'unknown';
  readonly error?: string;
}
