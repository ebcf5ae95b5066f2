/** Makes texts comparable that people write in different ways. */

/** Without case, accents and white space around it: `Reykjavík ` and `reykjavik` fold to the same. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
