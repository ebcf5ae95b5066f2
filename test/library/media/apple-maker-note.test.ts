import { describe, expect, it } from 'vitest';
import { appleContentIdentifier } from '../../../src/library/media/apple-maker-note.ts';

const identifier = '6F5B6E0A-3D1F-4C8B-9E55-0A1B2C3D4E5F';

/** A maker's note with one tag, as an iPhone lays it out; offsets count from the note's start. */
function appleNote(tag: number, text: string): Buffer {
  const value = Buffer.from(`${text}\0`, 'latin1');
  const note = Buffer.alloc(14 + 2 + 12 + 4);
  note.write('Apple iOS\0\0\x01MM', 'latin1');
  note.writeUInt16BE(1, 14);
  note.writeUInt16BE(tag, 16);
  note.writeUInt16BE(2, 18);
  note.writeUInt32BE(value.length, 20);
  note.writeUInt32BE(note.length, 24);
  return Buffer.concat([note, value]);
}

describe("an iPhone's maker's note", () => {
  it('holds the identifier that a Live Photo shares with its clip', () => {
    expect(appleContentIdentifier(appleNote(0x11, identifier))).toBe(identifier);
  });

  it.each([
    ['another tag', appleNote(0x12, identifier)],
    ["another maker's note", Buffer.from('Nikon\0\x02\x10\0\0MM\0*\0\0\0\x08', 'latin1')],
    ['a note that ends too early', appleNote(0x11, identifier).subarray(0, 30)],
    ['a note with nothing in it', Buffer.from('Apple iOS\0\0\x01MM', 'latin1')],
  ])('gives none for %s', (_, note) => {
    expect(appleContentIdentifier(note)).toBeNull();
  });

  it('gives none for a photo without one', () => {
    expect(appleContentIdentifier(null)).toBeNull();
  });
});
