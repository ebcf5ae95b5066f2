/** Counts in sentences. */

/**
 * `1 photo`, `2 photos`, `0 photos`; `many` is what stands after any count but one, where it is not `one` with an s. Both may go on
 * where the rest of a sentence depends on the count: `counted(count, 'link stops', 'links stop')`.
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
