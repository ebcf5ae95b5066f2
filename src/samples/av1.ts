import sharp from 'sharp';
import { findBox } from './boxes.ts';

/** One still picture coded as AV1: its bytes, and the codec string that says how to decode it. */
export interface Av1Frame {
  /** The open bitstream units of the frame, with the sequence header first: a key frame that stands alone. */
  readonly payload: Buffer;
  /** The `codecs` parameter (AV1 in ISOBMFF, section 5), for instance `av01.0.00M.08`. */
  readonly codec: string;
}

/**
 * Codes RGB pixels as one AV1 key frame: encodes an AVIF with sharp and takes the coded picture out of it.
 * Width and height must be even, as 4:2:0 wants. Throws if the AVIF is not of the plain form that sharp writes.
 */
export async function encodeAv1Frame(rgb: Buffer, width: number, height: number, quality: number): Promise<Av1Frame> {
  const avif = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .avif({ quality, effort: 1, chromaSubsampling: '4:2:0' })
    .toBuffer();
  const configuration = findBox(avif, ['meta', 'iprp', 'ipco', 'av1C']);
  const picture = findBox(avif, ['mdat']);
  if (configuration === undefined || picture === undefined) {
    throw new Error('The AVIF encoder wrote a file without a coded picture.');
  }
  return {
    payload: avif.subarray(picture.content, picture.end),
    codec: codecString(avif.subarray(configuration.content, configuration.end)),
  };
}

/** The codec string of an `av1C` box: profile, level, tier and bit depth (AV1 in ISOBMFF, sections 2.3 and 5). */
function codecString(configuration: Buffer): string {
  const levels = configuration.readUInt8(1);
  const flags = configuration.readUInt8(2);
  const level = String(levels & 0x1f).padStart(2, '0');
  const tier = flags & 0x80 ? 'H' : 'M';
  const depth = flags & 0x40 ? (flags & 0x20 ? '12' : '10') : '08';
  return `av01.${levels >> 5}.${level}${tier}.${depth}`;
}
