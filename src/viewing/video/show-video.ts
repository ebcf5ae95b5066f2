/** Shows a video to a model: a strip, single frames, or where neither can be had the library's still, and why. */
import type { JsonObject } from '../../catalog/json.ts';
import { type Failure, type Result, success } from '../../catalog/result.ts';
import { shortFileName } from '../../catalog/short-text.ts';
import type { Answer, AnswerImage } from '../../catalog/tool.ts';
import { findFfmpeg } from '../../ffmpeg/find-ffmpeg.ts';
import type { Eyes, LookingCall, SeenAsset, VideoStream } from '../eyes.ts';
import { imageLibrary } from '../image-library.ts';
import { pictureTokens } from '../picture-cost.ts';
import { type ReadyPicture, readyPicture } from '../ready-picture.ts';
import { imageBlock } from '../show-assets.ts';
import { nameRoom } from '../tell-assets.ts';
import { filmStrip } from './film-strip.ts';
import { clockOf, decimalsOf } from './frame-times.ts';
import { type FramesRead, readFrames, type VideoFrame } from './read-frames.ts';

/** What is to be seen of it. */
export interface VideoWish {
  readonly frames: number;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly as: 'strip' | 'frames';
}

/** Within it everything is read that will be; hosts give a call up after about a minute. */
const budgetSeconds = 40;

const noFfmpeg: Failure = {
  code: 'unsupported',
  message: 'There is no ffmpeg where Albumen runs.',
  hint: 'To see frames, install the package ffmpeg there (macOS: brew install ffmpeg; Windows: winget install ffmpeg).',
};

/** The video is one that this caller may see. */
export async function showVideo(
  eyes: Eyes,
  asset: SeenAsset,
  stream: Result<VideoStream>,
  wish: VideoWish,
  call: LookingCall,
): Promise<Result<Answer>> {
  if (!stream.ok) return showStill(eyes, asset, stream.failure, call);
  const ffmpeg = await findFfmpeg(process.env.PATH ?? '');
  if (ffmpeg === null) return showStill(eyes, asset, noFfmpeg, call);
  const wanted = { most: wish.frames, from: wish.from, to: wish.to, seconds: asset.seconds };
  const read = await readFrames(stream.value, wanted, { ffmpeg, budgetSeconds }, call);
  if (!read.ok) return showStill(eyes, asset, read.failure, call);
  return success(await (wish.as === 'strip' ? strip(asset, read.value, wish) : singleFrames(asset, read.value, wish)));
}

async function strip(asset: SeenAsset, read: FramesRead, wish: VideoWish): Promise<Answer> {
  const picture = await filmStrip(read.frames);
  const clocks = clocksOf(read);
  const span = [clocks[0], clocks.at(-1)].join(' to ');
  const caption = `${JSON.stringify(shortFileName(asset.file, nameRoom.few))} ${span}`;
  return { data: tell(asset, read, wish, pictureTokens(picture)), images: [imageBlock(picture, caption)] };
}

async function singleFrames(asset: SeenAsset, read: FramesRead, wish: VideoWish): Promise<Answer> {
  const pictures = await Promise.all(read.frames.map(pictureOf));
  const clocks = clocksOf(read);
  const images = pictures.map((picture, index): AnswerImage => imageBlock(picture, `${index + 1} ${clocks[index]}`));
  const tokens = pictures.reduce((sum, picture) => sum + pictureTokens(picture), 0);
  return { data: tell(asset, read, wish, tokens), images };
}

function clocksOf({ frames }: FramesRead): string[] {
  const times = frames.map(({ at }) => at);
  return times.map((time) => clockOf(time, decimalsOf(times)));
}

async function pictureOf({ rgb, width, height }: VideoFrame): Promise<ReadyPicture> {
  const sharp = await imageLibrary();
  const bytes = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer();
  return { mimeType: 'image/jpeg', bytes: new Uint8Array(bytes), width, height };
}

function tell(asset: SeenAsset, read: FramesRead, wish: VideoWish, tokens: number): JsonObject {
  const notes = [...(asset.isVideo ? [] : ['The clip of a live photo.']), ...notesOn(read, wish)];
  const times = read.frames.map(({ at }) => at);
  return {
    ...facts(asset, read.seconds),
    frames: Object.fromEntries(times.map((time, index) => [index + 1, Number(time.toFixed(decimalsOf(times)))])),
    image_tokens: tokens,
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  };
}

/** What of it is not as it was asked for. */
function notesOn({ frames, wanted, missing }: FramesRead, { frames: asked }: VideoWish): string[] {
  return [
    ...(wanted < asked ? [`So short that ${wanted} of ${asked} frames show all of it.`] : []),
    ...(missing === undefined ? [] : [`Read ${frames.length} of ${wanted} frames: ${missing}.`]),
  ];
}

function facts({ id, file, taken, isVideo, seconds: known, size }: SeenAsset, seconds = known): JsonObject {
  return {
    id,
    file: shortFileName(file, nameRoom.few),
    ...(taken === undefined ? {} : { taken: taken.slice(0, 16) }),
    ...(seconds === undefined ? {} : { seconds: Math.round(seconds * 10) / 10 }),
    ...(size === undefined || !isVideo ? {} : { size: `${size.width}x${size.height}` }),
  };
}

/** Failures after which a still would hide what is wrong. */
const final: readonly Failure['code'][] = ['cancelled', 'invalid_input', 'unauthorized', 'unavailable', 'denied'];

/** The library's picture of the video, and why there is no more; that failure itself where there is no picture either. */
async function showStill(eyes: Eyes, asset: SeenAsset, why: Failure, call: LookingCall): Promise<Result<Answer>> {
  const failure: Result<never> = { ok: false, failure: why };
  if (final.includes(why.code) || call.signal.aborted) return failure;
  const picture = await readyPicture(eyes, asset, 'preview', call);
  if (!picture.ok) return failure;
  const note = ["Only the library's still.", why.message, why.hint].filter((part) => part !== undefined).join(' ');
  const caption = JSON.stringify(shortFileName(asset.file, nameRoom.few));
  const data = { ...facts(asset), image_tokens: pictureTokens(picture.value), note };
  return success({ data, images: [imageBlock(picture.value, caption)] });
}
