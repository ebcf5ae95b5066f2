/** File names come from strangers: control characters and marks that reverse text must not reach a terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '?');
}
