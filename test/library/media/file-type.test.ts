import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mimeTypeOf } from '../../../src/library/media/file-type.ts';
import { assetTypeOf, extensionOf, isRawType, mimeTypeOfName } from '../../../src/library/media/mime-types.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
const png = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1');
const tiff = Buffer.from('II*\0\x08\0\0\0', 'latin1');

function ftyp(...brands: string[]): Buffer {
  const size = Buffer.from([0, 0, 0, 12 + brands.length * 4]);
  const [major = '', ...compatible] = brands;
  return Buffer.concat([size, Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1')]);
}

describe('the type of a file', () => {
  it.each([
    ['photo.jpg', jpeg, 'image/jpeg'],
    ['photo.JPE', jpeg, 'image/jpeg'],
    ['photo.insp', jpeg, 'image/jpeg'],
    ['photo.png', png, 'image/png'],
    ['photo.tif', tiff, 'image/tiff'],
    ['photo.nef', tiff, 'image/nef'],
    ['photo.CR2', tiff, 'image/cr2'],
    ['photo.dng', tiff, 'image/dng'],
    ['photo.arw', tiff, 'image/arw'],
    ['photo.orf', Buffer.from('IIRO\x08\0\0\0', 'latin1'), 'image/orf'],
    ['photo.rw2', Buffer.from('IIU\0\x18\0\0\0', 'latin1'), 'image/rw2'],
    ['photo.raf', Buffer.from('FUJIFILMCCD-RAW 0201', 'latin1'), 'image/raf'],
    ['photo.cr3', ftyp('crx ', 'crx ', 'isom'), 'image/cr3'],
    ['photo.heic', ftyp('heic', 'mif1', 'heic'), 'image/heic'],
    ['photo.heif', ftyp('mif1', 'heic'), 'image/heif'],
    ['photo.hif', ftyp('heix', 'mif1'), 'image/hif'],
    ['photo.avif', ftyp('avif', 'mif1'), 'image/avif'],
    ['photo.avif', ftyp('mif1', 'avif', 'miaf'), 'image/avif'],
    ['photo.jxl', Buffer.from('\0\0\0\x0cJXL \r\n\x87\n', 'latin1'), 'image/jxl'],
    ['photo.jxl', Buffer.from([0xff, 0x0a, 0xfa]), 'image/jxl'],
    ['photo.gif', Buffer.from('GIF89a'), 'image/gif'],
    ['photo.webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    ['drawing.svg', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    ['clip.mp4', ftyp('isom', 'mp42'), 'video/mp4'],
    ['clip.mov', ftyp('qt  '), 'video/quicktime'],
    ['clip.mov', ftyp('mp42', 'isom'), 'video/quicktime'],
    ['clip.m4v', ftyp('M4V '), 'video/x-m4v'],
    ['clip.3gp', ftyp('3gp5'), 'video/3gpp'],
    ['clip.mov', Buffer.from('\0\0\0\x08wide\0\0\0\0mdat', 'latin1'), 'video/quicktime'],
    ['clip.webm', Buffer.from('\x1aE\xdf\xa3', 'latin1'), 'video/webm'],
    ['clip.mkv', Buffer.from('\x1aE\xdf\xa3', 'latin1'), 'video/x-matroska'],
    ['clip.avi', Buffer.from('RIFF\0\0\0\0AVI LIST', 'latin1'), 'video/avi'],
  ])('%s with its own content is %s', (name, head, mimeType) => {
    expect(mimeTypeOf(name, head)).toBe(mimeType);
  });

  it.each([
    ['photo.png', jpeg, 'image/jpeg'],
    ['photo.jpg', png, 'image/png'],
    ['photo.jpg', ftyp('heic'), 'image/heic'],
    ['photo.heic', jpeg, 'image/jpeg'],
    ['photo.nef', jpeg, 'image/jpeg'],
    ['clip.mov', jpeg, 'image/jpeg'],
    ['clip.jpg', ftyp('isom'), 'video/mp4'],
    ['without extension', jpeg, 'image/jpeg'],
  ])('%s is what its content says, not its name', (name, head, mimeType) => {
    expect(mimeTypeOf(name, head)).toBe(mimeType);
  });

  it.each([
    ['text named as a photo', 'photo.jpg', Buffer.from('Dear diary,')],
    ['text without extension', 'README', Buffer.from('Read me')],
    ['an empty file', 'photo.jpg', Buffer.alloc(0)],
    ['an empty file named as RAW', 'photo.raw', Buffer.alloc(0)],
    ['a page that shows a drawing', 'page.svg', Buffer.from('<html><svg/></html>')],
  ])('%s is no photo or video', (_, name, head) => {
    expect(mimeTypeOf(name, head)).toBeUndefined();
  });

  it('believes the name of a RAW format that has no fixed beginning', () => {
    expect(mimeTypeOf('photo.k25', Buffer.from('anything'))).toBe('image/k25');
  });

  it('never fails, whatever the bytes and the name', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 600 }), (name, head) => {
        const mimeType = mimeTypeOf(name, head);
        expect(mimeType === undefined || mimeType.includes('/')).toBe(true);
      }),
    );
  });
});

describe('the type that a name promises', () => {
  it('is undefined for everything that is no photo or video', () => {
    for (const name of ['notes.txt', 'photo.xmp', 'photo.jpg.part', 'jpg', '.jpg', 'Thumbs.db', 'clip.THM']) {
      expect(mimeTypeOfName(name)).toBeUndefined();
    }
  });

  it('takes the last extension, in any case', () => {
    expect(extensionOf('a.b.JPEG')).toBe('jpeg');
    expect(mimeTypeOfName('DSC_0103.NEF.jpg')).toBe('image/jpeg');
  });

  it('tells RAW from other pictures, and pictures from videos', () => {
    expect([isRawType('image/nef'), isRawType('image/tiff')]).toEqual([true, false]);
    expect([assetTypeOf('image/nef'), assetTypeOf('video/mp4'), assetTypeOf('application/mxf')]).toEqual([
      'IMAGE',
      'VIDEO',
      'VIDEO',
    ]);
  });
});
