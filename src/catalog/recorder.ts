/** Where changes are written down, as the one way to call a tool sees it. */
import type { Caller } from './caller.ts';
import type { Change } from './change.ts';
import type { Result } from './result.ts';
import type { ChangeOutcome } from './tool.ts';

export interface ChangeRecorder {
  /** Writes down what is about to be done. A failure means that nothing may be sent to the library. */
  begin(change: Change, caller: Caller): Promise<Result<ChangeRecording>>;
}

/** A change that was begun. */
export interface ChangeRecording {
  /** By which it can be found, and taken back. */
  readonly id: string;
  /** Writes down how it ended; `outcome` is undefined where a defect ended it. Never rejects: the change has been made. */
  end(outcome: Result<ChangeOutcome> | undefined): Promise<void>;
}
