/** The JPEG pictures that cameras put into RAW and HEIC files for their own display. */

export interface EmbeddedPreview {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
/** RAW files hold a handful; more starts than this are image noise. */
const startLimit = 200;
const segmentLimit = 100;
/** Longer sides are no preview but noise that looks like a header. */
const sideLimit = 20_000;

/** Baseline, extended and progressive frames; lossless ones (0xC3) are the RAW data itself. */
function isPictureFrame(marker: number): boolean {
  return marker === 0xc0 || marker === 0xc1 || marker === 0xc2;
}

function frameSize(data: Buffer, at: number): { width: number; height: number } | null {
  if (at + 10 > data.length || data[at + 4] !== 8) return null;
  const [height, width, components] = [data.readUInt16BE(at + 5), data.readUInt16BE(at + 7), data[at + 9]];
  const isSane = height > 0 && width > 0 && Math.max(height, width) <= sideLimit;
  return isSane && (components === 1 || components === 3) ? { width, height } : null;
}

/** Follows a JPEG's segments from its start to the frame header that tells its size; null when this is no JPEG. */
function sizeOfJpegAt(data: Buffer, start: number): { width: number; height: number } | null {
  let at = start + 2;
  for (let segment = 0; segment < segmentLimit && at + 4 <= data.length; segment++) {
    const marker = data[at + 1] ?? 0;
    if (data[at] !== 0xff || marker < 0xc0 || marker === 0xff) return null;
    if (isPictureFrame(marker)) return frameSize(data, at);
    const isOtherFrame = marker > 0xc2 && marker < 0xd0 && marker !== 0xc4 && marker !== 0xcc;
    if (isOtherFrame || marker === 0xda) return null;
    at += 2 + data.readUInt16BE(at + 2);
  }
  return null;
}

/**
 * The largest JPEG inside a file, found by its start marker, because every maker keeps its previews in tags of its own.
 * The JPEG's buffer runs to the end of the file; decoders stop at the picture's end. Null when there is none.
 */
export function findEmbeddedPreview(data: Buffer): EmbeddedPreview | null {
  let largest: EmbeddedPreview | null = null;
  let start = data.indexOf(jpegStart);
  for (let seen = 0; seen < startLimit && start !== -1; seen++) {
    const size = sizeOfJpegAt(data, start);
    if (size !== null && size.width * size.height > (largest === null ? 0 : largest.width * largest.height)) {
      largest = { jpeg: data.subarray(start), ...size };
    }
    start = data.indexOf(jpegStart, start + 1);
  }
  return largest;
}
