/** Counts as people read them. */

/** `1 file`, `1,204 files`; `many` is what stands after any count but one, where it is not `one` with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
