/** Success or failure as a value: everything below the server's edge returns one instead of throwing. */

/**
 * What kind of thing went wrong, for code that must decide:
 * `invalid_input` the arguments; `not_found` no such thing in the library; `denied` the key may not do it;
 * `unauthorized` the key is wrong; `refused` Albumen's own rules forbid it; `conflict` the library's state forbids it;
 * `unavailable` the library cannot be reached or is overloaded; `timeout` the deadline passed; `cancelled` the caller
 * gave up; `unsupported` this library or version cannot; `unexpected` an answer that makes no sense.
 */
export type FailureCode =
  | 'invalid_input'
  | 'not_found'
  | 'denied'
  | 'unauthorized'
  | 'refused'
  | 'conflict'
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  | 'unsupported'
  | 'unexpected';

/** Why something did not work. `message` and `hint` reach the model: no secret, no stack trace, no foreign markup. */
export interface Failure {
  readonly code: FailureCode;
  /** What failed, and why in the library's own words. */
  readonly message: string;
  /** What to do next, where that is known. */
  readonly hint?: string;
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** Wraps a value as a success. */
export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** Builds a failed result; fits any `Result` type. */
export function failed(
  code: FailureCode,
  message: string,
  hint?: string,
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: hint === undefined ? { code, message } : { code, message, hint } };
}
