/** What ffmpeg is told, and what it answers: how long a video is, and how it looks at a moment. */
import { type RunLimits, runFfmpeg } from './run-ffmpeg.ts';

/** A video at an address on this machine. */
export interface VideoInput {
  /** Path of the program. */
  readonly ffmpeg: string;
  readonly url: string;
  /** The only kind of file that it is read as. */
  readonly demuxer: string;
  readonly signal: AbortSignal;
}

/** Pixels of a frame; so the shape of a video changes nothing about what its frames cost. */
const framePixels = 393_216;
const longestSide = 1568;

/** Pixels of the video itself: 8K in every shape. Decoding more needs more memory than a small server has. */
const mostPixels = 40_000_000;
const mostAllocated = 512 * 1024 * 1024;

const frameLimits = { seconds: 25, mostBytes: 16 * 1024 * 1024 };
const probeLimits = { seconds: 25, mostBytes: 1024 * 1024 };

/**
 * Reads from this one address and nowhere else: no file, no other server over another protocol, and no list of addresses, as
 * only one kind of file is read, which is none. https://ffmpeg.org/ffmpeg-formats.html, ffmpeg-protocols.html
 */
function inputOptions({ url, demuxer }: VideoInput, level: string, seek: readonly string[]): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-v', level, '-max_alloc', String(mostAllocated)],
    ...['-protocol_whitelist', 'http,tcp', '-format_whitelist', demuxer, '-f', demuxer],
    ...['-rw_timeout', '25000000'],
    ...['-threads', '2', '-max_pixels', String(mostPixels), ...seek, '-i', url],
  ];
}

/**
 * Of all frames from the one where decoding can begin, the last one before the moment that was looked for (which is 0 to the
 * filters), as a player shows it: also where there is none for a while, or no more until the end.
 */
const onScreen = 'tpad=stop_mode=clone:stop=-1,fps=fps=1:start_time=0:round=up,trim=end_frame=1';

/** Square pixels, upright, no larger than a frame is shown. ffmpeg turns a video as its metadata says by itself. */
function shrink(): string {
  const scale = `min(1,min(${longestSide}/max(iw*sar,ih),sqrt(${framePixels}/(iw*sar*ih))))`;
  return `scale=w='max(2,trunc(iw*sar*${scale}))':h='max(2,trunc(ih*${scale}))':flags=area,setsar=1`;
}

/** One picture, without sound, and no cover of an album for one. */
const outputOptions = [
  ...['-map', '0:V:0', '-an', '-sn', '-dn', '-frames:v', '1', '-filter_threads', '1', '-vf', `${onScreen},${shrink()}`],
  ...['-pix_fmt', 'rgb24', '-threads', '1', '-f', 'image2pipe', '-c:v', 'png', 'pipe:1'],
];

/** Why there is no frame. */
export type NoFrame = 'stopped' | 'damaged' | 'unknown codec';

/** The frame that a player shows at `seconds`: bytes that are said to be a PNG. */
export async function frameAt(input: VideoInput, seconds: number): Promise<Uint8Array | NoFrame> {
  const seek = ['-noaccurate_seek', '-ss', seconds.toFixed(3)];
  const limits: RunLimits = { ...frameLimits, signal: input.signal };
  const ran = await runFfmpeg(input.ffmpeg, [...inputOptions(input, 'error', seek), ...outputOptions], limits);
  if (ran.end === 'stopped') return 'stopped';
  if (ran.output.length > 0) return ran.output;
  return /Decoder .* not found|no decoder/i.test(ran.messages) ? 'unknown codec' : 'damaged';
}

/** How long the video says it is, in seconds; undefined where it does not say so. */
export async function probeSeconds(input: VideoInput): Promise<number | undefined> {
  // Asked to do nothing with it, ffmpeg tells what it is, and calls that a failure.
  const ran = await runFfmpeg(input.ffmpeg, inputOptions(input, 'info', []), { ...probeLimits, signal: input.signal });
  const match = /^ {2}Duration: (\d{1,4}):(\d\d):(\d\d\.\d{1,6}),/m.exec(ran.messages);
  return match === null ? undefined : Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}
