import { describe, expect, test } from 'vitest';
import { isWebPage, recogniseMedia } from '../../src/upload/media-type.ts';

function bytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** An ISO media file's first box, with this brand and these compatible ones. */
function fileType(brand: string, ...compatible: string[]): Buffer {
  const size = String.fromCharCode(16 + 4 * compatible.length);
  return bytes(`\0\0\0${size}ftyp${brand}\0\0\0\0${compatible.join('')}avif`);
}

const packets = 'G'.padEnd(188, '\0').repeat(3);
const timedPackets = `\0\0\0\0${'G'.padEnd(188, '\0')}`.repeat(3);

describe('content is recognised by its first bytes', () => {
  test.each([
    ['JPEG', bytes('\xff\xd8\xff\xe1'), 'image', 'jpg'],
    ['PNG', bytes('\x89PNG\r\n\x1a\n'), 'image', 'png'],
    ['GIF', bytes('GIF89a'), 'image', 'gif'],
    ['WebP', bytes('RIFF\x10\0\0\0WEBPVP8 '), 'image', 'webp'],
    ['TIFF', bytes('II*\0'), 'image', 'tif'],
    ['BMP', bytes(`BM${'\0'.repeat(12)}\x28\0\0\0`), 'image', 'bmp'],
    ['HEIC', fileType('heic'), 'image', 'heic'],
    ['AVIF', fileType('avif'), 'image', 'avif'],
    ['AVIF that calls itself a picture in general', fileType('mif1', 'mif1', 'avif', 'miaf'), 'image', 'avif'],
    ['HEIC that calls itself a picture in general', fileType('mif1', 'mif1', 'heic'), 'image', 'heic'],
    ['Canon CR3', fileType('crx '), 'image', 'cr3'],
    ['Fuji RAF', bytes('FUJIFILMCCD-RAW 0201'), 'image', 'raf'],
    ['JPEG XL', bytes('\xff\x0a'), 'image', 'jxl'],
    ['SVG', bytes('<?xml version="1.0"?>\n<svg xmlns="x">'), 'image', 'svg'],
    ['MP4', fileType('isom'), 'video', 'mp4'],
    ['QuickTime', fileType('qt  '), 'video', 'mov'],
    ['old QuickTime', bytes('\0\0\0\x08wide\0\0'), 'video', 'mov'],
    ['3GP', fileType('3gp5'), 'video', '3gp'],
    ['Matroska', bytes('\x1aE\xdf\xa3'), 'video', 'mkv'],
    ['AVI', bytes('RIFF\x10\0\0\0AVI LIST'), 'video', 'avi'],
    ['transport stream', bytes(packets), 'video', 'mts'],
    ['timed transport stream', bytes(timedPackets), 'video', 'mts'],
  ])('%s', (_, head, kind, extension) => {
    const type = recogniseMedia(head);
    expect([type?.kind, type?.extensions[0]]).toEqual([kind, extension]);
  });

  test.each([
    ['nothing', bytes('')],
    ['a text', bytes('hello')],
    ['a private key', bytes('-----BEGIN OPENSSH PRIVATE KEY-----')],
    ['a web page', bytes('<!doctype html><html>')],
    ['a web page with a picture', bytes('<html><body><svg></svg>')],
    ['a PDF', bytes('%PDF-1.7')],
    ['an archive', bytes('PK\x03\x04')],
    ['sound', fileType('M4A ')],
    ['a wave file', bytes('RIFF\x10\0\0\0WAVEfmt ')],
    ['a text that begins with BM', bytes('BMW is a maker of cars')],
    ['a text that begins with G', bytes('G'.padEnd(600, 'x'))],
  ])('%s is no photo or video', (_, head) => {
    expect(recogniseMedia(head)).toBeUndefined();
  });

  test.each([
    ['<!DOCTYPE html><html>', true],
    ['\n  <html lang="en">', true],
    ['\xef\xbb\xbf<!-- hi --><html>', true],
    ['<svg>', false],
    ['{"error":1}', false],
  ])('%j: a web page? %s', (text, wanted) => {
    expect(isWebPage(bytes(text))).toBe(wanted);
  });
});
