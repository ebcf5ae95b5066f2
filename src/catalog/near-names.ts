/** Finds names that somebody may have meant. */

/** Up to three of `names` that are close to `wanted`: within each other, or a few letters apart. */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  const typed = wanted.toLowerCase();
  const slips = Math.max(1, Math.floor(typed.length / 3));
  return names
    .map((name) => ({ name, distance: isWithin(typed, name) ? 0.5 : editDistance(typed, name) }))
    .filter(({ distance }) => distance <= slips)
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length)
    .slice(0, 3)
    .map(({ name }) => name);
}

function isWithin(a: string, b: string): boolean {
  return a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a));
}

/** Levenshtein's distance: how many letters have to be added, left out or replaced. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [above, letter] of [...a].entries()) {
    const next = [above + 1];
    for (const [index, other] of [...b].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
