/** Thrown where a change is too much; the message says of what, in words. */
export class OverLimit extends Error {
  override readonly name = 'OverLimit';
}
