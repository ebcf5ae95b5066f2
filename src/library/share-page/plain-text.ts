/** Texts of strangers on a page: names of files and albums, descriptions. Escaping is done where they are put in. */

/** Controls, and the marks that reverse or hide text; line breaks and tabs stay. */
const invisible = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** The text without what cannot be seen, cut at `longest` characters. */
export function plainText(text: string, longest: number): string {
  const shown = text.slice(0, longest * 2).replace(invisible, (mark) => (/[\n\t]/.test(mark) ? mark : ''));
  const characters = [...shown];
  return characters.length <= longest ? shown.trim() : `${characters.slice(0, longest).join('').trim()}…`;
}
