/** Makes texts comparable that people write in different ways. */
import { visibleText } from './visible-text.ts';

/**
 * Without case, the accents of Latin, Greek and Cyrillic letters, white space around it and what cannot be seen: `Reykjavík `
 * and `reykjavik` fold to the same. Other marks stay: the vowels of Indian scripts and the voicing of Japanese ones are no accents.
 */
export function foldText(text: string): string {
  return visibleText(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .trim();
}
