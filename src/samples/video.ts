import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  type MetadataTags,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import sharp from 'sharp';
import { encodeAv1Frame } from './av1.ts';
import { type Box, findBox, listBoxes } from './boxes.ts';
import type { Picture } from './drawing/photograph.ts';
import { paintScene, type SceneName } from './scenes.ts';
import { instantOf, type TakenAt } from './taken.ts';

/** A place on the ground in decimal degrees; altitude in metres above the sea. */
interface VideoPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude?: number;
}

export interface SampleVideo {
  /** Frame size in pixels; both numbers must be even. */
  readonly width: number;
  readonly height: number;
  /** Length in seconds, made of whole frames. */
  readonly seconds: number;
  readonly framesPerSecond?: number;
  /** What the camera pans over. */
  readonly scene: SceneName;
  readonly seed?: string;
  /** Written to the header in UTC; a `.mov` also carries Apple's creation date with the offset. */
  readonly takenAt?: TakenAt;
  /** Apple's identifier that a Live Photo's picture and clip share; only in a `.mov`. */
  readonly contentIdentifier?: string;
  /** In a `.mov` as Apple's phones write it, in an MP4 as Android's do. */
  readonly place?: VideoPlace;
  /** Only in a `.mov`. */
  readonly camera?: { readonly make: string; readonly model: string };
}

/** Seconds between 1904-01-01, where QuickTime and MP4 count from, and 1970-01-01 (ISO/IEC 14496-12, 8.2.2). */
const EPOCH_1904 = 2082844800;

/** How much wider and higher the painted scene is than the frame that pans over it. */
const PAN_ROOM = 1.2;

/** How a video is wrapped: MP4, or Apple's QuickTime. */
export type Container = 'mp4' | 'mov';

/**
 * Makes a playable video (AV1) of a slow pan over a scene. Every frame is a key frame. The same arguments give the same
 * bytes with the same libraries.
 */
export async function makeSampleVideo(video: SampleVideo, container: Container): Promise<Buffer> {
  const muxed = await muxFrames(video, container === 'mov');
  const { takenAt } = video;
  stampTimes(muxed, takenAt === undefined ? 0 : Math.round(instantOf(takenAt).getTime() / 1000) + EPOCH_1904);
  if (container === 'mov') {
    liftMetadata(muxed);
  }
  return muxed;
}

/** Writes a sample video to a file, as QuickTime when the path ends in `.mov`, otherwise as MP4. */
export async function writeSampleVideo(path: string, video: SampleVideo): Promise<void> {
  await writeFile(path, await makeSampleVideo(video, extname(path).toLowerCase() === '.mov' ? 'mov' : 'mp4'));
}

async function muxFrames(video: SampleVideo, quickTime: boolean): Promise<Buffer> {
  const target = new BufferTarget();
  const format = quickTime
    ? new MovOutputFormat({ metadataFormat: 'mdta' })
    : new Mp4OutputFormat({ metadataFormat: 'udta' });
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource('av1');
  const rate = video.framesPerSecond ?? 12;
  output.addVideoTrack(source, { frameRate: rate });
  output.setMetadataTags(quickTime ? appleTags(video) : androidTags(video));
  await output.start();
  const wide = await paintScene(video.scene, {
    width: Math.ceil(video.width * PAN_ROOM),
    height: Math.ceil(video.height * PAN_ROOM),
    seed: video.seed,
  });
  const frames = Math.max(1, Math.round(video.seconds * rate));
  for (let frame = 0; frame < frames; frame += 1) {
    const view = await panTo(wide, video.width, video.height, frames === 1 ? 0 : frame / (frames - 1));
    const { payload, codec } = await encodeAv1Frame(view, video.width, video.height, 55);
    const decoderConfig = { codec, codedWidth: video.width, codedHeight: video.height };
    await source.add(new EncodedPacket(payload, 'key', frame / rate, 1 / rate), { decoderConfig });
  }
  await output.finalize();
  if (target.buffer === null) {
    throw new Error('The muxer wrote nothing.');
  }
  return Buffer.from(target.buffer);
}

/** Cuts the frame out of the wide picture: from the left edge at progress 0 to the right edge at 1. */
function panTo(wide: Picture, width: number, height: number, progress: number): Promise<Buffer> {
  return sharp(wide.data, { raw: { width: wide.width, height: wide.height, channels: 3 } })
    .extract({
      left: Math.round((wide.width - width) * progress),
      top: Math.round(((wide.height - height) * (1 + progress)) / 3),
      width,
      height,
    })
    .raw()
    .toBuffer();
}

/** The keys that an iPhone writes (Apple, QuickTime metadata keys). */
function appleTags(video: SampleVideo): MetadataTags {
  const raw: Record<string, string> = {};
  if (video.takenAt !== undefined) {
    raw['com.apple.quicktime.creationdate'] = video.takenAt.replace(/([+-]\d\d):(\d\d)$/, '$1$2');
  }
  if (video.contentIdentifier !== undefined) {
    raw['com.apple.quicktime.content.identifier'] = video.contentIdentifier;
  }
  if (video.place !== undefined) {
    raw['com.apple.quicktime.location.ISO6709'] = iso6709(video.place);
  }
  if (video.camera !== undefined) {
    raw['com.apple.quicktime.make'] = video.camera.make;
    raw['com.apple.quicktime.model'] = video.camera.model;
  }
  return { raw };
}

/** The one box of user data that an Android phone writes (`©xyz`, from QuickTime). */
function androidTags({ place }: SampleVideo): MetadataTags {
  return place === undefined ? {} : { raw: { '©xyz': iso6709(place) } };
}

/** A place as ISO 6709 text, annex H: `+48.8584+002.2945+035.000/`. */
function iso6709({ latitude, longitude, altitude }: VideoPlace): string {
  const signed = (value: number, whole: number, digits: number): string =>
    (value < 0 ? '-' : '+') +
    Math.abs(value)
      .toFixed(digits)
      .padStart(whole + 1 + digits, '0');
  const height = altitude === undefined ? '' : signed(altitude, 3, 3);
  return `${signed(latitude, 2, 4)}${signed(longitude, 3, 4)}${height}/`;
}

/** Puts the moment of recording into the movie, track and media headers, where the muxer had put the present time. */
function stampTimes(bytes: Buffer, seconds: number): void {
  for (const path of [
    ['moov', 'mvhd'],
    ['moov', 'trak', 'tkhd'],
    ['moov', 'trak', 'mdia', 'mdhd'],
  ]) {
    const header = findBox(bytes, path);
    if (header !== undefined) {
      stampHeader(bytes, header, seconds);
    }
  }
}

function stampHeader(bytes: Buffer, header: Box, seconds: number): void {
  const times = header.content + 4;
  if (bytes.readUInt8(header.content) === 1) {
    bytes.writeBigUInt64BE(BigInt(seconds), times);
    bytes.writeBigUInt64BE(BigInt(seconds), times + 8);
  } else {
    bytes.writeUInt32BE(seconds, times);
    bytes.writeUInt32BE(seconds, times + 4);
  }
}

/**
 * Moves the metadata box from the user data up into the movie box, where Apple's cameras put it. The file keeps its
 * length, so that no offset changes: the header of the user data box becomes an empty `free` box behind it.
 */
function liftMetadata(bytes: Buffer): void {
  const userData = findBox(bytes, ['moov', 'udta']);
  if (userData === undefined || listBoxes(bytes, userData.content, userData.end).length !== 1) {
    return;
  }
  bytes.copyWithin(userData.start, userData.content, userData.end);
  bytes.writeUInt32BE(8, userData.end - 8);
  bytes.write('free', userData.end - 4, 'latin1');
}
