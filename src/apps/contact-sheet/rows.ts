/** Lays photos out in rows that fill the width, each photo in its own shape. */
import type { PageAsset } from '../../catalog/pages/assets.ts';
import type { Section } from './days.ts';

/** A photo's place in a row. */
export interface Cell {
  /** Position of the asset. */
  readonly at: number;
  /** Pixels. */
  readonly width: number;
}

/** One row of the sheet; its height is in pixels, with the gap below it. */
export type Row =
  | { readonly kind: 'day'; readonly height: number; readonly section: Section }
  | { readonly kind: 'photos'; readonly height: number; readonly cells: readonly Cell[] };

export interface Room {
  /** Pixels. */
  readonly width: number;
  /** Height that rows have about. */
  readonly rowHeight: number;
}

export const gap = 4;
export const headingHeight = 44;
/** Beyond these a photo is cut to fit: a panorama must not shrink its whole row. */
const narrowest = 0.55;
const widest = 2.4;

/** Rows for the sections, with a heading above each that has one. */
export function rowsOf(
  assets: readonly Pick<PageAsset, 'shape'>[],
  sections: readonly Section[],
  room: Room,
  hasHeadings: boolean,
): Row[] {
  return sections.flatMap((section): Row[] => [
    ...(hasHeadings ? [{ kind: 'day' as const, height: headingHeight, section }] : []),
    ...photoRows(assets, section, room),
  ]);
}

function photoRows(assets: readonly Pick<PageAsset, 'shape'>[], { first, count }: Section, room: Room): Row[] {
  const shapes = assets.slice(first, first + count).map(({ shape }) => clamp(shape ?? 1, narrowest, widest));
  const rows: Row[] = [];
  let start = 0;
  while (start < shapes.length) {
    const end = rowEnd(shapes, start, room);
    rows.push(fillRow(shapes.slice(start, end), first + start, room, end === shapes.length));
    start = end;
  }
  return rows;
}

/** Where the row ends whose height is nearest to the wanted one. */
function rowEnd(shapes: readonly number[], start: number, room: Room): number {
  let sum = 0;
  for (let at = start; at < shapes.length; at += 1) {
    const before = heightFor(sum, at - start, room.width);
    sum += shapes[at] ?? 1;
    const height = heightFor(sum, at - start + 1, room.width);
    if (height > room.rowHeight) continue;
    const isNearerWithout = at > start && before - room.rowHeight < room.rowHeight - height;
    return isNearerWithout ? at : at + 1;
  }
  return shapes.length;
}

/** The height at which photos of these shapes fill the width. */
function heightFor(shapes: number, photos: number, width: number): number {
  return shapes === 0 ? Number.POSITIVE_INFINITY : (width - gap * (photos - 1)) / shapes;
}

/** The last row is left short where it would become much too high; a gap in the middle would look like a missing photo. */
function fillRow(shapes: readonly number[], first: number, room: Room, isLast: boolean): Row {
  const sum = shapes.reduce((total, shape) => total + shape, 0);
  const filling = heightFor(sum, shapes.length, room.width);
  const isFull = !isLast || filling <= room.rowHeight * 1.3;
  const height = Math.max(1, Math.round(isFull ? filling : room.rowHeight));
  const cells = shapes.map((shape, at): Cell => ({ at: first + at, width: Math.floor(shape * height) }));
  return { kind: 'photos', height: height + gap, cells: isFull ? stretched(cells, room.width) : cells };
}

/** What rounding left over goes to the last photo. */
function stretched(cells: readonly Cell[], width: number): Cell[] {
  const used = cells.reduce((sum, cell) => sum + cell.width, gap * (cells.length - 1));
  return cells.map((cell, at) => (at === cells.length - 1 ? { ...cell, width: cell.width + width - used } : cell));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
