/** Where the keyboard goes in the sheet: along its rows, day headings included. */
import type { Row } from './rows.ts';

/** A place in the sheet: a row, and in it a photo. */
export interface Place {
  readonly row: number;
  /** Position in the row; 0 for a heading. */
  readonly cell: number;
}

export interface Moving {
  readonly rows: readonly Row[];
  /** Pixels that are seen at once. */
  readonly seen: number;
}

/** The place that a key leads to; undefined for a key that leads nowhere. */
export function placeAfter(key: string, from: Place, { rows, seen }: Moving): Place | undefined {
  switch (key) {
    case 'ArrowRight':
      return from.cell + 1 < cellsIn(rows[from.row]) ? { ...from, cell: from.cell + 1 } : startOf(rows, from.row + 1);
    case 'ArrowLeft':
      return from.cell > 0 ? { ...from, cell: from.cell - 1 } : endOf(rows, from.row - 1);
    case 'ArrowDown':
      return below(rows, from, 1);
    case 'ArrowUp':
      return below(rows, from, -1);
    case 'PageDown':
      return below(rows, from, rowsIn(seen, rows, from.row, 1));
    case 'PageUp':
      return below(rows, from, -rowsIn(seen, rows, from.row, -1));
    case 'Home':
      return startOf(rows, 0);
    case 'End':
      return endOf(rows, rows.length - 1);
    default:
      return undefined;
  }
}

/** The place of an asset. */
export function placeOf(at: number, rows: readonly Row[]): Place | undefined {
  let [low, high] = [0, rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const first = firstAsset(rows[middle]);
    const last = lastAsset(rows[middle]);
    if (at < first) high = middle - 1;
    else if (at > last) low = middle + 1;
    else return { row: middle, cell: at - first };
  }
  return undefined;
}

/** The asset at a place; undefined for a heading. */
export function assetAt({ row, cell }: Place, rows: readonly Row[]): number | undefined {
  const found = rows[row];
  return found?.kind === 'photos' ? found.cells[cell]?.at : undefined;
}

function cellsIn(row: Row | undefined): number {
  return row?.kind === 'photos' ? row.cells.length : 1;
}

/** A heading comes before its first photo, and has no asset of its own. */
function firstAsset(row: Row | undefined): number {
  if (row === undefined) return 0;
  return row.kind === 'day' ? row.section.first : (row.cells[0]?.at ?? 0);
}

function lastAsset(row: Row | undefined): number {
  if (row === undefined) return -1;
  return row.kind === 'day' ? row.section.first - 1 : (row.cells.at(-1)?.at ?? -1);
}

function startOf(rows: readonly Row[], row: number): Place | undefined {
  return rows[row] === undefined ? undefined : { row, cell: 0 };
}

function endOf(rows: readonly Row[], row: number): Place | undefined {
  return rows[row] === undefined ? undefined : { row, cell: cellsIn(rows[row]) - 1 };
}

/** So many rows further, at the photo that is nearest to straight below; the first or last row where there are no more. */
function below(rows: readonly Row[], from: Place, by: number): Place | undefined {
  const row = Math.min(rows.length - 1, Math.max(0, from.row + by));
  if (row === from.row) return undefined;
  return { row, cell: cellNear(rows[row], middleOf(rows[from.row], from.cell)) };
}

/** Pixels from the left to the middle of a photo; of a heading, its start. */
function middleOf(row: Row | undefined, cell: number): number {
  if (row?.kind !== 'photos') return 0;
  const before = row.cells.slice(0, cell).reduce((sum, { width }) => sum + width, 0);
  return before + (row.cells[cell]?.width ?? 0) / 2;
}

function cellNear(row: Row | undefined, pixels: number): number {
  if (row?.kind !== 'photos') return 0;
  let right = 0;
  const found = row.cells.findIndex(({ width }) => {
    right += width;
    return pixels < right;
  });
  return found === -1 ? row.cells.length - 1 : found;
}

/** Rows that are seen at once, at least one. */
function rowsIn(seen: number, rows: readonly Row[], from: number, step: 1 | -1): number {
  let left = seen;
  let count = 0;
  for (let at = from; left > 0 && rows[at] !== undefined; at += step) {
    left -= rows[at]?.height ?? 0;
    count += 1;
  }
  return Math.max(1, count - 1);
}
