/** Text without case and accents, so that `ete` finds `Été`. */

/** Letters that do not decompose into a base letter and an accent. */
const unaccented: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * Lower-cases and strips the accents of Latin, Greek and Cyrillic letters; everything else (Japanese voicing marks, symbols,
 * white space) stays. `asset.foldedFileName` and what is compared with it go through here.
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[ßøæœłđðþı]/g, (letter) => unaccented[letter] ?? letter);
}
