/** Chooses some of the photos that show a person: spread over the time in which there are any. */
import { type Result, success } from '../catalog/result.ts';
import { inParallel } from '../changing/in-parallel.ts';
import type { Region, SeenAsset, SeenFace } from './eyes.ts';

/** A photo that shows a person. */
export interface Sighting {
  readonly asset: SeenAsset;
  /** When it was taken, in milliseconds since 1970. */
  readonly at: number;
}

/** What a library knows of the photos of one person. */
export interface Sightings {
  /** Some that this caller may look at, of those taken between two instants, both included; without, of all. */
  find(order: 'oldest' | 'newest', most: number, between?: Part): Promise<Result<readonly Sighting[]>>;
  /** Where in the photo the face is; undefined where that is not known. */
  faceIn(asset: SeenAsset): Promise<Result<Region | undefined>>;
}

/** What is read of each part of the time: where one has no face that can be shown, another takes its place. */
const readOfEach = 4;

/** Pixels of the original below which nobody is known by a face; such a one is only shown where there is no better. */
const leastPixels = 40;

/** So often faces are looked for before what is there must do. */
const mostRounds = 3;

/** At most `most` faces, the oldest photo first. */
export async function facesOverTime(sightings: Sightings, most: number): Promise<Result<readonly SeenFace[]>> {
  const found = await candidates(sightings, most);
  if (!found.ok) return found;
  const waiting = farApart(found.value);
  const clear: DatedFace[] = [];
  const tiny: DatedFace[] = [];
  for (let round = 0; round < mostRounds && clear.length < most && waiting.length > 0; round++) {
    const faces = await inParallel(waiting.splice(0, most - clear.length), (sighting) => faceOf(sighting, sightings));
    if (!faces.ok) return faces;
    for (const face of faces.value) if (face !== undefined) (isTiny(face) ? tiny : clear).push(face);
  }
  const chosen = [...clear, ...tiny].slice(0, most);
  return success(chosen.sort((one, other) => one.at - other.at).map(({ asset, box }) => ({ asset, box })));
}

interface DatedFace extends SeenFace {
  readonly at: number;
}

async function faceOf(sighting: Sighting, sightings: Sightings): Promise<Result<DatedFace | undefined>> {
  const box = await sightings.faceIn(sighting.asset);
  if (!box.ok) return box;
  return success(box.value === undefined ? undefined : { ...sighting, box: box.value });
}

function isTiny({ asset: { size }, box }: SeenFace): boolean {
  return size !== undefined && Math.max(size.width * box.width, size.height * box.height) < leastPixels;
}

/** The first and last photos, and some of each part of the time between them. */
async function candidates(sightings: Sightings, most: number): Promise<Result<readonly Sighting[]>> {
  const atEnd = most + readOfEach;
  const [oldest, newest] = await Promise.all([sightings.find('oldest', atEnd), sightings.find('newest', atEnd)]);
  if (!oldest.ok) return oldest;
  if (!newest.ok) return newest;
  const ends = onceEach([...oldest.value, ...newest.value]);
  if (oldest.value.length < atEnd || ends.length === oldest.value.length) return success(ends);
  const times = ends.map(({ at }) => at);
  const parts = equalParts({ from: Math.min(...times), to: Math.max(...times) }, most);
  const read = await readParts(sightings, parts);
  if (!read.ok) return read;
  const full = read.value.filter(({ found }) => found.length >= readOfEach);
  const between = read.value.flatMap(({ found }) => found);
  if (full.length * 2 > most) return success(onceEach([...ends, ...between]));
  // One camera without a clock makes the time so long that nearly all photos are in a few parts of it.
  const smaller = full.flatMap(({ part }) => equalParts(part, Math.ceil(most / full.length)));
  const more = await readParts(sightings, smaller);
  return more.ok ? success(onceEach([...ends, ...between, ...more.value.flatMap(({ found }) => found)])) : more;
}

interface Part {
  readonly from: number;
  readonly to: number;
}

function readParts(
  sightings: Sightings,
  parts: readonly Part[],
): Promise<Result<{ readonly part: Part; readonly found: readonly Sighting[] }[]>> {
  return inParallel(parts, async (part) => {
    const found = await sightings.find('oldest', readOfEach, part);
    return found.ok ? success({ part, found: found.value }) : found;
  });
}

function onceEach(sightings: readonly Sighting[]): Sighting[] {
  const known = new Map(sightings.filter(({ at }) => Number.isFinite(at)).map((each) => [each.asset.id, each]));
  return [...known.values()];
}

function equalParts({ from, to }: Part, count: number): Part[] {
  const length = (to - from) / count;
  return Array.from({ length: count }, (_, at) => ({ from: from + at * length, to: from + (at + 1) * length }));
}

/**
 * In such an order that of any number from the beginning no two are close to each other in time: the newest first, then always
 * the one that is farthest from all before it.
 */
export function farApart<Item extends { readonly at: number }>(items: readonly Item[]): Item[] {
  const left = [...items].sort((one, other) => other.at - one.at);
  const gaps = left.map(() => Number.POSITIVE_INFINITY);
  const ordered: Item[] = [];
  while (left.length > 0) {
    const farthest = gaps.reduce((best, gap, at) => (gap > (gaps[best] ?? 0) ? at : best), 0);
    const [item] = left.splice(farthest, 1);
    gaps.splice(farthest, 1);
    if (item === undefined) break;
    ordered.push(item);
    for (const [at, other] of left.entries()) gaps[at] = Math.min(gaps[at] ?? 0, Math.abs(other.at - item.at));
  }
  return ordered;
}
