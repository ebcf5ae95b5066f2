/** A library's video as parts of equal size: each is read when it is wanted, most of them never, and a few are kept. */
import { type Failure, failed, type Result, success } from '../../catalog/result.ts';
import type { VideoStream } from '../eyes.ts';

/** Bytes of a part: enough that the way to the library counts little, little enough that a jump in the video wastes little. */
export const partBytes = 512 * 1024;

/** Whoever reads may give up. */
interface Reading {
  readonly signal: AbortSignal;
}

export interface PartLimits {
  /** Parts kept, because every frame begins by reading the same index of the file. */
  readonly kept: number;
  /** Bytes of a video that a library sends only as a whole. */
  readonly whole: number;
  /** Bytes read for one call, all in all. */
  readonly inAll: number;
  /** Seconds within which a part must be there. */
  readonly seconds: number;
}

const usualLimits: PartLimits = { kept: 64, whole: 128_000_000, inAll: 768_000_000, seconds: 20 };

export interface VideoParts {
  /** Bytes of the whole video. */
  readonly size: number;
  /** The first part. */
  readonly beginning: Uint8Array;
  /** Part number `index`, from 0; the last one is shorter. */
  part(index: number): Promise<Result<Uint8Array>>;
  /** Why a part could not be read, the first time that it happened. */
  readonly trouble: Failure | undefined;
  /** Bytes that the library has sent so far. */
  readonly bytesRead: number;
}

/** Reads the first part. A library that pays no heed to ranges sends all of it, which is then kept, if it is not too much. */
export async function openParts(
  stream: VideoStream,
  call: Reading,
  limits: PartLimits = usualLimits,
): Promise<Result<VideoParts>> {
  const first = await readInTime(stream, { from: 0, to: partBytes - 1, most: limits.whole }, call, limits);
  if (!first.ok) return first;
  const { bytes, place } = first.value;
  if (place === undefined) return bytes.length === 0 ? emptyVideo() : success(wholeVideo(bytes));
  const wanted = Math.min(partBytes, place.size);
  if (place.from !== 0 || bytes.length !== wanted) return brokenPart();
  return success(partedVideo(stream, bytes, place.size, call, limits));
}

function wholeVideo(bytes: Uint8Array): VideoParts {
  const part = async (index: number) => success(bytes.subarray(index * partBytes, (index + 1) * partBytes));
  return {
    size: bytes.length,
    beginning: bytes.subarray(0, partBytes),
    part,
    trouble: undefined,
    bytesRead: bytes.length,
  };
}

function partedVideo(
  stream: VideoStream,
  beginning: Uint8Array,
  size: number,
  call: Reading,
  limits: PartLimits,
): VideoParts {
  // In order of use: the first is the one that was not wanted for the longest time.
  const kept = new Map<number, Promise<Result<Uint8Array>>>([[0, Promise.resolve(success(beginning))]]);
  let bytesRead = beginning.length;
  let trouble: Failure | undefined;

  async function read(index: number): Promise<Result<Uint8Array>> {
    const from = index * partBytes;
    const to = Math.min(from + partBytes, size) - 1;
    const most = to - from + 1;
    bytesRead += most;
    if (bytesRead > limits.inAll) return failed('refused', 'Too much of the video would have to be read.');
    const answer = await readInTime(stream, { from, to, most }, call, limits);
    if (!answer.ok) return answer;
    const { bytes, place } = answer.value;
    return place?.from === from && place.size === size && bytes.length === most ? success(bytes) : brokenPart();
  }

  async function remembered(index: number): Promise<Result<Uint8Array>> {
    const part = await read(index);
    if (!part.ok) {
      trouble ??= part.failure;
      kept.delete(index);
    }
    return part;
  }

  return {
    size,
    beginning,
    part: (index) => {
      const part = kept.get(index) ?? remembered(index);
      kept.delete(index);
      kept.set(index, part);
      const [oldest] = kept.keys();
      if (kept.size > limits.kept && oldest !== undefined) kept.delete(oldest);
      return part;
    },
    get trouble() {
      return trouble;
    },
    get bytesRead() {
      return bytesRead;
    },
  };
}

interface Wanted {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  /** Bytes of the answer that are read. */
  readonly most: number;
}

interface ReadBytes {
  readonly bytes: Uint8Array;
  /** Where in the video they are; undefined where they are all of it. */
  readonly place: { readonly from: number; readonly size: number } | undefined;
}

/** Reads one answer; a library that is silent for too long is given up, whether or not it heeds the signal. */
async function readInTime(
  stream: VideoStream,
  wanted: Wanted,
  call: Reading,
  { seconds }: PartLimits,
): Promise<Result<ReadBytes>> {
  const own = new AbortController();
  const stop = () => own.abort();
  const timer = setTimeout(stop, seconds * 1000);
  call.signal.addEventListener('abort', stop, { once: true });
  const stopped = new Promise<Result<never>>((resolve) => {
    own.signal.addEventListener('abort', () => resolve(givenUp(call, seconds)), { once: true });
  });
  if (call.signal.aborted) stop();
  try {
    return await Promise.race([stopped, readAnswer(stream, wanted, own.signal)]);
  } finally {
    clearTimeout(timer);
    call.signal.removeEventListener('abort', stop);
  }
}

function givenUp({ signal }: Reading, seconds: number): Result<never> {
  return signal.aborted
    ? failed('cancelled', 'The call was given up.')
    : failed('timeout', `The library did not send a part of the video within ${seconds} s.`);
}

async function readAnswer(
  stream: VideoStream,
  { from, to, most }: Wanted,
  signal: AbortSignal,
): Promise<Result<ReadBytes>> {
  const answer = await stream.read(`bytes=${from}-${to}`, { signal });
  if (!answer.ok) return answer;
  const { status, headers } = answer.value;
  const place = status === 206 ? placeOf(headers.get('content-range')) : undefined;
  if (status !== 200 && place === undefined) {
    await answer.value.body?.cancel();
    return brokenPart();
  }
  try {
    const bytes = await boundedBytes(answer.value, most, signal);
    return bytes === undefined ? tooLarge(most) : success({ bytes, place });
  } catch {
    return failed('unavailable', 'The library broke off while it sent the video.');
  }
}

/** `bytes 0-99/1234` (RFC 9110, 14.4). */
function placeOf(range: string | null): ReadBytes['place'] {
  const match = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15})$/.exec(range ?? '');
  return match === null ? undefined : { from: Number(match[1]), size: Number(match[2]) };
}

/** The body; undefined where it is longer than `most`, of which no more is read. */
async function boundedBytes(answer: Response, most: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const reader = answer.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  const chunks: Uint8Array[] = [];
  let bytes = Number(answer.headers.get('content-length') ?? 0) > most ? most + 1 : 0;
  while (bytes <= most) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    chunks.push(value);
    bytes += value.length;
  }
  cancel();
  return undefined;
}

function emptyVideo(): Result<never> {
  return failed('unsupported', 'The video file is empty.');
}

function brokenPart(): Result<never> {
  return failed('unexpected', 'The library sent something else than the part of the video that it was asked for.');
}

function tooLarge(most: number): Result<never> {
  return failed(
    'refused',
    `The library sends videos only as a whole, and this one has more than ${Math.round(most / 1e6)} MB.`,
  );
}
