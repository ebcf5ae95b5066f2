/** Facts of a video from its container; nothing is decoded. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Input } from 'mediabunny';
import { type MediaFacts, noFacts, type Position, type TakenAt } from './media-facts.ts';
import { cleanText } from './metadata-values.ts';
import { type MovieHeader, readMovieHeader } from './movie-header.ts';
import { readIso6709 } from './position.ts';
import { completeTime, localInZone, readClockTime, zoneOfPosition } from './taken-at.ts';

/** A container that takes longer than this to list its tracks is damaged; milliseconds. */
const readDeadline = 30_000;

/** Containers the media library reads; the others are kept with what their file tells. */
const readable = /^video\/(mp4|quicktime|x-m4v|3gpp|x-matroska|webm|mp2t)$/;

type RawTags = Readonly<Record<string, unknown>>;

/** EXIF orientation that turns a picture by so many degrees clockwise: Immich's way to tell a video's rotation. */
const orientationOfRotation: Readonly<Record<number, string>> = { 0: '1', 90: '6', 180: '3', 270: '8' };

function appleTag(tags: RawTags, name: string): string | null {
  return cleanText(tags[`com.apple.quicktime.${name}`]);
}

/** Apple states clock and offset; otherwise the header counts in UTC, and the place tells the clock. */
function takenAt(tags: RawTags, header: MovieHeader, position: Position | null): TakenAt | null {
  const stated = readClockTime(appleTag(tags, 'creationdate'));
  if (stated !== null) return completeTime(stated, null, position);
  if (header.createdAt === null) return null;
  const zone = position === null ? null : zoneOfPosition(position);
  if (zone === null) return { instant: header.createdAt, local: header.createdAt, timeZone: 'UTC' };
  return { instant: header.createdAt, local: localInZone(header.createdAt, zone), timeZone: zone };
}

async function containerFacts(input: Input) {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) return null;
  const seconds = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
  const tags = await input.getMetadataTags();
  return {
    width: await track.getCodedWidth(),
    height: await track.getCodedHeight(),
    orientation: orientationOfRotation[await track.getRotation()] ?? null,
    durationMs: Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null,
    description: cleanText(tags.description ?? tags.comment),
    raw: tags.raw ?? {},
  };
}

async function readContainer(path: string) {
  const { FilePathSource, Input, MATROSKA, MP4, MPEG_TS, QTFF, WEBM } = await import('mediabunny');
  const source = new FilePathSource(path, { handleUnhandledError: () => undefined });
  const input = new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM, MPEG_TS] });
  const stop = new AbortController();
  const late = delay(readDeadline, undefined, { signal: stop.signal, ref: false }).then(() => {
    throw new Error('its container could not be read in time');
  });
  try {
    return await Promise.race([containerFacts(input), late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
    input.dispose();
  }
}

/**
 * Reads the facts of the video at `path`. Rejects when a container of a kind that we read is damaged; containers of other
 * kinds (AVI, WMV, MPEG-PS, FLV, MXF) give no facts. Null: there are no moving pictures in it.
 */
export async function readVideoFacts(path: string, mimeType: string): Promise<MediaFacts | null> {
  if (!readable.test(mimeType)) return noFacts;
  const container = await readContainer(path);
  if (container === null) return null;
  const { raw, ...facts } = container;
  const header = await readMovieHeader(path);
  const position = readIso6709(appleTag(raw, 'location.ISO6709') ?? header.location);
  return {
    ...noFacts,
    ...facts,
    position,
    takenAt: takenAt(raw, header, position),
    make: appleTag(raw, 'make'),
    model: appleTag(raw, 'model'),
    contentIdentifier: appleTag(raw, 'content.identifier'),
  };
}
