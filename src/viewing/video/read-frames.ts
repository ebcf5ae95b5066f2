/** From a library's video to pictures of moments in it. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { LookingCall, VideoStream } from '../eyes.ts';
import { imageLibrary, pictureSeconds, readingOptions } from '../image-library.ts';
import type { Dimensions } from '../picture-cost.ts';
import { demuxerOf } from './container.ts';
import { frameAt, type NoFrame, probeSeconds, type VideoInput } from './ffmpeg-frame.ts';
import { frameTimes } from './frame-times.ts';
import { serveVideo } from './loopback.ts';
import { openParts, type VideoParts } from './video-parts.ts';

/** Which frames. */
export interface FramesWanted {
  /** At most so many. */
  readonly most: number;
  /** Seconds from the beginning of the video; all of it where they are left out. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** How long the library says the video is. */
  readonly seconds: number | undefined;
}

/** A frame, decoded: three bytes per pixel. */
export interface VideoFrame extends Dimensions {
  /** Seconds from the beginning. */
  readonly at: number;
  readonly rgb: Uint8Array;
}

export interface FramesRead {
  /** In order of time; at least one. */
  readonly frames: readonly VideoFrame[];
  readonly seconds: number | undefined;
  /** How many there would be, and why some are not. */
  readonly wanted: number;
  readonly missing: string | undefined;
}

export interface FrameReader {
  /** Path of ffmpeg. */
  readonly ffmpeg: string;
  /** Until what is there by then is all; hosts wait about a minute. */
  readonly budgetSeconds: number;
}

const told: Readonly<Record<NoFrame, string>> = {
  stopped: 'reading them took too long',
  damaged: 'the file is damaged, cut off, or of a kind that this ffmpeg cannot read',
  'unknown codec': 'this ffmpeg cannot decode it',
};

/** Reads them; fails where not one can be read, and says why. */
export async function readFrames(
  stream: VideoStream,
  wanted: FramesWanted,
  reader: FrameReader,
  call: LookingCall,
): Promise<Result<FramesRead>> {
  const budget = new AbortController();
  const timer = setTimeout(() => budget.abort(), reader.budgetSeconds * 1000);
  const signal = AbortSignal.any([call.signal, budget.signal]);
  try {
    const parts = await openParts(stream, { signal });
    if (!parts.ok) return parts;
    const demuxer = demuxerOf(parts.value.beginning);
    if (demuxer === undefined) {
      return failed('unsupported', 'The file is no video of a kind that is opened here.');
    }
    return await readFramesOf(parts.value, wanted, { ffmpeg: reader.ffmpeg, demuxer, signal }, call);
  } finally {
    clearTimeout(timer);
  }
}

async function readFramesOf(
  parts: VideoParts,
  wanted: FramesWanted,
  source: Omit<VideoInput, 'url'>,
  call: LookingCall,
): Promise<Result<FramesRead>> {
  const address = await serveVideo(parts);
  try {
    const input = { ...source, url: address.url };
    const seconds = wanted.seconds ?? (await probeSeconds(input));
    const span = spanOf(wanted, seconds);
    if (!span.ok) return span;
    const times = frameTimes(span.value, wanted.most);
    let done = 0;
    const read = await Promise.all(
      times.map(async (at) => {
        const frame = await readFrame(input, at);
        call.progress?.(++done, times.length);
        return frame;
      }),
    );
    const frames = read.filter((frame) => typeof frame !== 'string');
    const reason = read.find((frame) => typeof frame === 'string');
    const missing = reason === undefined ? undefined : whyNot(parts, reason);
    if (frames.length === 0) return noFrames(parts, missing);
    return success({ frames, seconds, wanted: times.length, missing });
  } finally {
    await address.close();
  }
}

/** The library's own words where it sent no part, without the point at their end. */
function whyNot({ trouble }: VideoParts, reason: NoFrame): string {
  return trouble?.message.replace(/\.$/, '') ?? told[reason];
}

function noFrames({ trouble }: VideoParts, missing = ''): Result<never> {
  return trouble === undefined
    ? failed('unsupported', `No frame could be read: ${missing}.`)
    : { ok: false, failure: trouble };
}

/** The part of the video that is wanted; of one whose length nobody knows, only the beginning unless a part is named. */
function spanOf({ from = 0, to }: FramesWanted, seconds: number | undefined): Result<{ from: number; to: number }> {
  const end = Math.min(to ?? seconds ?? from, seconds ?? Number.POSITIVE_INFINITY);
  if (seconds !== undefined && from > 0 && from >= seconds) {
    return failed('invalid_input', `from: the video ends after ${seconds} s.`);
  }
  return success({ from, to: end });
}

async function readFrame(input: VideoInput, at: number): Promise<VideoFrame | NoFrame> {
  const written = await frameAt(input, at);
  if (typeof written === 'string') return written;
  const sharp = await imageLibrary();
  try {
    const { data, info } = await sharp(written, readingOptions)
      .timeout({ seconds: pictureSeconds })
      .toColorspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { at, rgb: data, width: info.width, height: info.height };
  } catch {
    return 'damaged';
  }
}
