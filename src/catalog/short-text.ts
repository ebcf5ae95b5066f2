/** Foreign texts in answers: cleaned of what cannot be seen, and bounded, because every token is paid for. */
import { visibleText } from './visible-text.ts';

/** About what a tokenizer makes of it: three plain letters to a token, and one token to any other character. */
function weight(character: string): number {
  return character.length === 1 && character.charCodeAt(0) < 128 ? 1 / 3 : 1;
}

function weigh(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + weight(character), 0);
}

/** One line of about `room` tokens at most; a longer text ends in an ellipsis. */
export function shortText(text: string, room: number): string {
  return shorten(text, room, 0);
}

/** Like `shortText`, but cut in the middle, so that a name's start and extension stay. */
export function shortFileName(name: string, room: number): string {
  return shorten(name, room, Math.min(8, Math.floor(room / 2)));
}

/** What most names are, and what needs no look at each character. */
const plain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

function shorten(text: string, room: number, keptAtEnd: number): string {
  if (text.length / 3 <= room && plain.test(text)) return text;
  const characters = [...visibleText(text.slice(0, 10_000)).trim()];
  if (text.length <= 10_000 && weigh(characters) <= room) return characters.join('');
  const ending = keptAtEnd === 0 ? [] : characters.slice(-keptAtEnd);
  let left = room - weigh(ending) - 1;
  const start: string[] = [];
  for (const character of characters) {
    left -= weight(character);
    if (left < 0) break;
    start.push(character);
  }
  return `${start.join('')}…${ending.join('')}`;
}
