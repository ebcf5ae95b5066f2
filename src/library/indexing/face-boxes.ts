/** From the regions that a file states to rectangles in the picture as it is shown. */
import type { FaceRegion } from '../media/face-regions.ts';
import type { MediaFacts } from '../media/media-facts.ts';

/** A face that a file names, in pixels of the upright picture. */
export interface FileFace {
  readonly name: string;
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A rectangle in parts of the picture. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Turn = (part: Part) => Part;

const right = ({ left, width }: Part) => 1 - left - width;
const bottom = ({ top, height }: Part) => 1 - top - height;
const lying = (left: number, top: number, { width, height }: Part): Part => ({
  left,
  top,
  width: height,
  height: width,
});

/** Where a rectangle of the stored picture lies in the upright one, by EXIF orientation (EXIF 2.32, tag 0x0112). */
const turns: Readonly<Record<string, Turn>> = {
  '2': (part) => ({ ...part, left: right(part) }),
  '3': (part) => ({ ...part, left: right(part), top: bottom(part) }),
  '4': (part) => ({ ...part, top: bottom(part) }),
  '5': (part) => lying(part.top, part.left, part),
  '6': (part) => lying(bottom(part), part.left, part),
  '7': (part) => lying(bottom(part), right(part), part),
  '8': (part) => lying(part.top, right(part), part),
};

const sideways = new Set(['5', '6', '7', '8']);

interface Size {
  readonly width: number;
  readonly height: number;
}

const isUpended = ({ width, height }: Size) => height > width;

/** Some programs measure in the upright picture: the size that they applied the regions to is then the turned one. */
function isMeasuredUpright({ appliedTo }: FaceRegion, stored: Size, orientation: string): boolean {
  return appliedTo !== null && sideways.has(orientation) && isUpended(appliedTo) !== isUpended(stored);
}

/** In pixels; null for a face that is smaller than one. */
function boxOf(name: string, part: Part, { width, height }: Size): FileFace | null {
  const x1 = Math.min(width, Math.round(part.left * width));
  const y1 = Math.min(height, Math.round(part.top * height));
  const x2 = Math.min(width, Math.round((part.left + part.width) * width));
  const y2 = Math.min(height, Math.round((part.top + part.height) * height));
  return x1 < x2 && y1 < y2 ? { name, imageWidth: width, imageHeight: height, x1, y1, x2, y2 } : null;
}

/** The faces that a file names; none where the size of its picture is not known. */
export function faceBoxesOf({ faces, width, height, orientation }: MediaFacts): FileFace[] {
  if (width === null || height === null || width < 1 || height < 1) return [];
  const stored = { width, height };
  const turn = turns[orientation ?? '1'];
  const upright = sideways.has(orientation ?? '1') ? { width: height, height: width } : stored;
  const boxes = faces.map((region) => {
    const isUpright = turn === undefined || isMeasuredUpright(region, stored, orientation ?? '1');
    return boxOf(region.name, isUpright ? region : turn(region), upright);
  });
  return boxes.filter((box) => box !== null);
}

/** True for what `faceBoxesOf` gave and was written down. */
export function isFileFace(value: unknown): value is FileFace {
  if (typeof value !== 'object' || value === null) return false;
  const numbers = ['imageWidth', 'imageHeight', 'x1', 'y1', 'x2', 'y2'].map((key): unknown => Reflect.get(value, key));
  return 'name' in value && typeof value.name === 'string' && numbers.every((number) => typeof number === 'number');
}

/** How much of two faces is common to both, from 0 to 1, whatever size their pictures have (intersection over union). */
export function overlap(one: Omit<FileFace, 'name'>, other: Omit<FileFace, 'name'>): number {
  const [a, b] = [scaled(one), scaled(other)];
  const width = Math.max(0, Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1));
  const height = Math.max(0, Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1));
  const area = ({ x1, y1, x2, y2 }: typeof a) => (x2 - x1) * (y2 - y1);
  const common = width * height;
  return common / (area(a) + area(b) - common);
}

function scaled({ x1, y1, x2, y2, imageWidth, imageHeight }: Omit<FileFace, 'name'>) {
  return { x1: x1 / imageWidth, y1: y1 / imageHeight, x2: x2 / imageWidth, y2: y2 / imageHeight };
}
