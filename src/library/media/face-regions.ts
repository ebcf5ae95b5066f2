/** Whose faces a file says it shows: the regions of the Metadata Working Group and of Microsoft, out of XMP. */
import { cleanText, isRecord, type TagGroup } from './metadata-values.ts';

/** A named rectangle around a face, in parts of the picture's width and height, from its upper left corner. */
export interface FaceRegion {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture that the regions were measured in; null where the file does not say. */
  readonly appliedTo: { readonly width: number; readonly height: number } | null;
}

/** More than fit on a group photo; a longer list is no person's work and is not believed at all. */
const regionLimit = 500;
const nameLimit = 255;

/** The reader wraps what it finds, at most places, in `value`. */
function inner(value: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((at, name) => {
    const found = isRecord(at) ? at[name] : undefined;
    return isRecord(found) && 'value' in found ? found.value : found;
  }, value);
}

function numberIn(value: unknown, name: string): number {
  const text = inner(value, name);
  return typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
}

/** Trimmed, accents in one form; null where nothing is left. */
function nameIn(value: unknown, name: string): string | null {
  const text = cleanText(inner(value, name));
  return text === null ? null : cleanText(text.normalize('NFC').replaceAll('\n', ' ').slice(0, nameLimit));
}

/** How far a program may reach over the edge by rounding; what lies over it is cut off. */
const tolerance = 0.01;

/** The part of a rectangle that lies in the picture; null for one that is none, or that no picture can have. */
function cut(left: number, top: number, width: number, height: number) {
  const sides = [left, top, width, height, left + width, top + height];
  if (!sides.every((side) => side >= -tolerance && side <= 1 + tolerance) || width <= 0 || height <= 0) return null;
  const [x1, y1] = [Math.max(0, left), Math.max(0, top)];
  return { left: x1, top: y1, width: Math.min(1, left + width) - x1, height: Math.min(1, top + height) - y1 };
}

function listed(list: unknown): unknown[] {
  return Array.isArray(list) && list.length <= regionLimit ? list : [];
}

function appliedTo(regions: unknown): FaceRegion['appliedTo'] {
  const stated = inner(regions, 'AppliedToDimensions');
  const [width, height] = [numberIn(stated, 'w'), numberIn(stated, 'h')];
  return width > 0 && height > 0 && Number.isFinite(width * height) ? { width, height } : null;
}

/** `mwg-rs:Regions` (MWG guidelines 2.0, 5.9): centre and size in parts of the picture; also pets, codes and focus points. */
function workingGroupRegions(xmp: TagGroup): FaceRegion[] {
  const regions = inner(xmp.get('Regions'), 'value');
  const picture = appliedTo(regions);
  return listed(inner(regions, 'RegionList')).flatMap((region) => {
    const name = nameIn(region, 'Name');
    if (name === null || inner(region, 'Type') !== 'Face') return [];
    const area = inner(region, 'Area');
    if (!['normalized', undefined].some((unit) => unit === inner(area, 'unit'))) return [];
    const [width, height] = [numberIn(area, 'w'), numberIn(area, 'h')];
    const rectangle = cut(numberIn(area, 'x') - width / 2, numberIn(area, 'y') - height / 2, width, height);
    return rectangle === null ? [] : [{ name, ...rectangle, appliedTo: picture }];
  });
}

/** `MP:RegionInfo` (Microsoft's people tagging): upper left corner and size in parts of the picture, as one text. */
function microsoftRegions(xmp: TagGroup): FaceRegion[] {
  const regions = inner(xmp.get('RegionInfo'), 'value');
  return listed(inner(regions, 'Regions')).flatMap((region) => {
    const name = nameIn(region, 'PersonDisplayName');
    const text = inner(region, 'Rectangle');
    const sides = typeof text === 'string' ? text.split(',').map((side) => Number.parseFloat(side)) : [];
    const [left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] = sides;
    const rectangle = sides.length === 4 ? cut(left, top, width, height) : null;
    return name === null || rectangle === null ? [] : [{ name, ...rectangle, appliedTo: null }];
  });
}

/** The named faces of one XMP packet. Many programs write both kinds of region: who is in both counts once. */
export function faceRegionsOf(xmp: TagGroup): FaceRegion[] {
  const regions = workingGroupRegions(xmp);
  const named = new Set(regions.map(({ name }) => name.toLowerCase()));
  return [...regions, ...microsoftRegions(xmp).filter(({ name }) => !named.has(name.toLowerCase()))];
}
