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

/** What the person said to a question: `nothing` when they closed it, or were away for too long. */
export type PersonSaid = 'yes' | 'no' | 'nothing';

/** What a person is to decide before a change is made. */
export interface Question {
  /** Names what was asked, so that an answer holds for nothing else. */
  readonly id: string;
  /** What they read. */
  readonly text: string;
}

/** An answer to a question that was asked before. */
export interface PersonAnswer {
  readonly question: string;
  readonly said: PersonSaid;
}

/** What comes with a change that is to be made. */
export interface ReviewRequest {
  readonly caller: Caller;
  /** The preview that the caller refers to. */
  readonly planId?: string;
  /** The answer to a dry run, for whoever has not seen it. */
  readonly preview: JsonObject;
  /** True where the person behind the client can be asked. */
  readonly canAsk: boolean;
  /** What the person said, when the call is made anew after a question. */
  readonly answer?: PersonAnswer;
}

/** The change may be made, or the person has to be asked first: then the call is made anew with their answer. */
export type Verdict = 'approved' | { readonly ask: Question };

export interface ChangeReviewer {
  /** Remembers what was previewed; returns what is added to the preview, such as its id. */
  remember(change: Change, caller: Caller): Promise<Result<JsonObject>>;
  /** A failure says what would let the change through. */
  approve(change: Change, request: ReviewRequest): Promise<Result<Verdict>>;
}
