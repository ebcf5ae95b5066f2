/** Which copy of a group has the keyboard. */

/** From 0; undefined where it is on none. */
export function chosenCard(group: HTMLElement | undefined): number | undefined {
  const cell = document.activeElement?.closest('th, td');
  if (cell === undefined || cell === null || group?.contains(cell) !== true) return undefined;
  const at = [...(cell.parentElement?.children ?? [])].indexOf(cell) - 1;
  return at < 0 ? undefined : at;
}

/** Moves it to the picture of the next or previous copy, and that into view. */
export function focusCard(group: HTMLElement | undefined, step: number): void {
  const pictures = [...(group?.querySelectorAll<HTMLElement>('.picture') ?? [])];
  const now = chosenCard(group);
  const next = now === undefined ? (step > 0 ? 0 : pictures.length - 1) : now + step;
  pictures[next]?.focus();
}
