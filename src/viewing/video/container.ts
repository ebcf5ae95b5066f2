/** What kind of video file some bytes are, by how they begin: neither a name nor a server's word proves it. */

/** Some text as it stands in a file, two hexadecimal digits per character. */
function hex(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex');
}

/** With one of these boxes ISO base media (MP4, MOV, 3GP) begins, behind its length. */
const firstBoxes = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].map(hex).join('|');

/** How a kind of file begins, and what ffmpeg calls the part of it that reads this kind. */
const kinds: readonly (readonly [demuxer: string, beginning: RegExp])[] = [
  ['mov', new RegExp(`^.{8}(?:${firstBoxes})`)],
  ['matroska', /^1a45dfa3/],
  ['avi', new RegExp(`^${hex('RIFF')}.{8}${hex('AVI ')}`)],
  ['asf', /^3026b2758e66cf11/],
  // Three packets of 188 bytes; in camcorders' files with a time of 4 bytes before each.
  ['mpegts', /^(?:47.{374}){2}47/],
  ['mpegts', /^(?:.{8}47.{374}){2}.{8}47/],
  ['mpeg', /^000001ba/],
  ['flv', new RegExp(`^${hex('FLV')}01`)],
  ['ogg', new RegExp(`^${hex('OggS')}`)],
  ['mxf', /^060e2b3402050101/],
];

/**
 * What ffmpeg calls this kind of file; undefined for anything else. Above all for lists of addresses (HLS, DASH, concat, SDP),
 * which would lead ffmpeg to wherever a stranger wants.
 */
export function demuxerOf(beginning: Uint8Array): string | undefined {
  const text = Buffer.from(beginning.subarray(0, 600)).toString('hex');
  return kinds.find(([, pattern]) => pattern.test(text))?.[0];
}
