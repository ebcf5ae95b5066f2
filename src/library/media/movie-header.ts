/** The few boxes of an MP4 or QuickTime file that the media library does not report: creation time and place. */
import { type FileHandle, open } from 'node:fs/promises';

interface BoxAt {
  readonly type: string;
  readonly content: number;
  readonly end: number;
}

export interface MovieHeader {
  /** Milliseconds since 1970, UTC; null for the zero that many programs write. */
  readonly createdAt: number | null;
  /** ISO 6709 text of the `©xyz` box that phones write. */
  readonly location: string | null;
}

/** Seconds between 1904-01-01, where these files count from, and 1970-01-01 (ISO/IEC 14496-12, 8.2.2). */
const epoch1904 = 2_082_844_800;
/** A file with more boxes side by side is damaged or hostile. */
const boxLimit = 2000;

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function boxAt(file: FileHandle, start: number, end: number): Promise<BoxAt | null> {
  const head = await readAt(file, start, Math.min(16, end - start));
  if (head.length < 8) return null;
  const declared = head.readUInt32BE(0);
  if (declared === 1 && head.length < 16) return null;
  const size = declared === 1 ? Number(head.readBigUInt64BE(8)) : declared === 0 ? end - start : declared;
  const content = start + (declared === 1 ? 16 : 8);
  if (start + size < content || start + size > end) return null;
  return { type: head.toString('latin1', 4, 8), content, end: start + size };
}

async function findBox(file: FileHandle, type: string, from: number, to: number): Promise<BoxAt | null> {
  let start = from;
  for (let seen = 0; seen < boxLimit && start + 8 <= to; seen++) {
    const box = await boxAt(file, start, to);
    if (box === null || box.type === type) return box;
    start = box.end;
  }
  return null;
}

async function creationTime(file: FileHandle, movie: BoxAt): Promise<number | null> {
  const box = await findBox(file, 'mvhd', movie.content, movie.end);
  if (box === null) return null;
  const data = await readAt(file, box.content, Math.min(12, box.end - box.content));
  if (data.length < 12) return null;
  const seconds = data[0] === 1 ? Number(data.readBigUInt64BE(4)) : data.readUInt32BE(4);
  // Nothing was filmed before 1970 with a clock that counts from 1904: such values are zeros or noise.
  return seconds > epoch1904 && seconds < epoch1904 * 3 ? (seconds - epoch1904) * 1000 : null;
}

async function locationText(file: FileHandle, movie: BoxAt): Promise<string | null> {
  const userData = await findBox(file, 'udta', movie.content, movie.end);
  if (userData === null) return null;
  const box = await findBox(file, '\xa9xyz', userData.content, userData.end);
  if (box === null) return null;
  // Length and language (2 bytes each) come before the text.
  const data = await readAt(file, box.content, Math.min(100, box.end - box.content));
  return data.toString('latin1', 4);
}

/** Reads the header of the video at `path`; nulls for a file of another format. Rejects only when it cannot be read. */
export async function readMovieHeader(path: string): Promise<MovieHeader> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const movie = await findBox(file, 'moov', 0, size);
    if (movie === null) return { createdAt: null, location: null };
    return { createdAt: await creationTime(file, movie), location: await locationText(file, movie) };
  } finally {
    await file.close();
  }
}
