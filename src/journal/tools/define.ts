/** The two ways to define a tool that works on the history of changes. */
import type { Change } from '../../catalog/change.ts';
import { toolDefiners } from '../../catalog/define-tools.ts';
import type { Restorer } from '../../catalog/restorer.ts';
import type { Result } from '../../catalog/result.ts';
import { success } from '../../catalog/result.ts';
import type { ChangeOutcome } from '../../catalog/tool.ts';
import type { Journal } from '../journal.ts';
import type { Settle } from '../settle.ts';

export interface History {
  readonly journal: Journal;
  /** What the journal calls the libraries that are connected: only their changes can be seen and taken back. */
  readonly libraries: readonly string[];
  readonly restorer: Restorer;
  readonly settle: Settle;
  /** Tells the library's own caches what was taken back. */
  changed(change: Change, outcome: Result<ChangeOutcome> | undefined): void;
}

export const { defineTool, defineChange } = toolDefiners<History>({
  resolveNames: async (input) => success(input),
  object: (change, { restorer }, call) => restorer.object(change, call),
  afterChange: (change, outcome, history) => history.changed(change, outcome),
});
