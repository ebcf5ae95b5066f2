import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSampleVideo } from '../../../src/samples/video.ts';
import { demuxerOf } from '../../../src/viewing/video/container.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const packets = (length: number, lead: string) => bytes(`${lead}G${'x'.repeat(length - lead.length - 1)}`.repeat(4));

describe('a file is opened as what its first bytes say', () => {
  it.each([
    ['an MP4', bytes('\0\0\0\x20ftypisom'), 'mov'],
    ['an old QuickTime film', bytes('\0\0\0\x08wide'), 'mov'],
    ['a WebM or Matroska', bytes('\x1a\x45\xdf\xa3'), 'matroska'],
    ['an AVI', bytes('RIFF\0\0\0\0AVI LIST'), 'avi'],
    ['a Windows Media film', Buffer.from('3026b2758e66cf11a6d9', 'hex'), 'asf'],
    ['a transport stream', packets(188, ''), 'mpegts'],
    ["a camcorder's transport stream", packets(192, 'time'), 'mpegts'],
    ['a DVD', bytes('\0\0\x01\xba'), 'mpeg'],
    ['a Flash film', bytes('FLV\x01'), 'flv'],
    ['an Ogg', bytes('OggS'), 'ogg'],
    ['an MXF', Buffer.from('060e2b34020501010d01', 'hex'), 'mxf'],
  ])('%s', (_what, beginning, demuxer) => {
    expect(demuxerOf(beginning)).toBe(demuxer);
  });

  it('as the samples of this program are', async () => {
    const video = { width: 64, height: 48, seconds: 0.2, scene: 'aurora' } as const;
    for (const container of ['mp4', 'mov'] as const) {
      expect(demuxerOf(await makeSampleVideo(video, container))).toBe('mov');
    }
  });
});

describe('a file is opened as nothing', () => {
  it.each([
    ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
    ['a list of files', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['a description of streams', 'v=0\no=- 0 0 IN IP4 127.0.0.1\n'],
    ['a manifest', '<?xml version="1.0"?><MPD><BaseURL>http://127.0.0.1/</BaseURL></MPD>'],
    ['a picture', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['an animated WebP', 'RIFF\0\0\0\0WEBPVP8X'],
    ['a text that begins with a G', `G${'x'.repeat(500)}`],
    ['nothing', ''],
    ['a box further behind', `${'x'.repeat(20)}ftypisom`],
  ])('%s', (_what, text) => {
    expect(demuxerOf(bytes(text))).toBeUndefined();
  });

  it('whatever readable text it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 600, maxLength: 800 }), (text) => {
        fc.pre(!/^(.{4}(ftyp|moov|mdat|wide|free|skip|pnot)|OggS|RIFF.{4}AVI )/.test(text) && text[0] !== 'G');
        fc.pre(text[4] !== 'G');
        expect(demuxerOf(bytes(text))).toBeUndefined();
      }),
    );
  });
});
