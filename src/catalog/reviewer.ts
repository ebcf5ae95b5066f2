/** Who decides whether a change may be made now: it was previewed, the person agrees, it stays within the limits. */
import type { Caller } from './caller.ts';
import type { Change } from './change.ts';
import type { JsonObject } from './json.ts';
import type { Result } from './result.ts';

/**
 * When a change needs more than to be asked for: `preview` where it cannot be undone, touches what is dear or much at
 * once; `always`; `ask` the person, where the client can, else `always`; `off` never.
 */
export const confirmPolicies = ['preview', 'always', 'ask', 'off'] as const;
export type ConfirmPolicy = (typeof confirmPolicies)[number];

/** What the person said to a question: nothing where they cannot be asked. */
export type PersonSaid = 'yes' | 'no' | undefined;

/** What comes with a change that is to be made. */
export interface ReviewRequest {
  readonly caller: Caller;
  /** The preview that the caller refers to. */
  readonly planId?: string;
  /** The answer to a dry run, for whoever has not seen it. */
  readonly preview: JsonObject;
  /** Asks the person behind the client. */
  ask(question: string): Promise<PersonSaid>;
}

export interface ChangeReviewer {
  /** Remembers what was previewed; returns what is added to the preview, such as its id. */
  remember(change: Change, caller: Caller): Promise<Result<JsonObject>>;
  /** Success lets the change through; a failure says what would. */
  approve(change: Change, request: ReviewRequest): Promise<Result<unknown>>;
}
