/** Where the pictures of a contact sheet lie: in rows that are filled from side to side, none of them cropped. */
import { type Dimensions, longestSide, mostPixels } from '../picture-cost.ts';

/** A rectangle in whole pixels. */
export interface Cell extends Dimensions {
  readonly left: number;
  readonly top: number;
}

export interface SheetLayout extends Dimensions {
  /** One for each picture, in reading order. */
  readonly cells: readonly Cell[];
}

/** Pixels between pictures, and around them. */
export const gap = 6;
/** Wider or narrower pictures get a cell of this shape, and lie in the middle of it. */
const widestShape = 2.5;
/** Shapes of sheets that fit on screens. */
const pleasantShapes = { least: 1, most: 2.1 } as const;
/** Rows lower than this show nothing, even where the pictures have no more pixels. */
const leastHeight = 96;

/** A row: the shapes of its pictures (width divided by height), and their sum. */
interface Row {
  readonly shapes: readonly number[];
  readonly sum: number;
}

/** `filled` rows are each as wide as the sheet; `even` ones are all of the same height, and end where they end. */
type Style = 'filled' | 'even';

/** Even rows leave room empty: they are taken where the smallest picture becomes so many times as large. */
const evenRowsGain = 1.15;

/**
 * Lays out pictures of these sizes, at least one, such that the smallest is as large as can be. The sheet has no more pixels than
 * a model looks at (`longestSide`, `mostPixels`), and is smaller where that would only enlarge every picture.
 */
export function layoutSheet(pictures: readonly Dimensions[]): SheetLayout {
  const shapes = pictures.map(({ width, height }) => clamp(width / height, 1 / widestShape, widestShape));
  const best = (style: Style, cut: (shapes: readonly number[], count: number) => readonly Row[]) =>
    pictures
      .map((_, at) => layoutRows(cut(shapes, at + 1), style, pictures))
      .reduce((one, other) => (worth(other) > worth(one) ? other : one));
  const [filled, even] = [best('filled', balancedRows), best('even', wrappedRows)];
  return worth(even) > worth(filled) * evenRowsGain ? even : filled;
}

/** The picture in the middle of its cell, as large as fits without cropping it. */
export function pictureIn(cell: Cell, { width, height }: Dimensions): Cell {
  const scale = Math.min(cell.width / width, cell.height / height);
  const inside = {
    width: clamp(Math.round(width * scale), 1, cell.width),
    height: clamp(Math.round(height * scale), 1, cell.height),
  };
  const left = cell.left + Math.floor((cell.width - inside.width) / 2);
  const top = cell.top + Math.floor((cell.height - inside.height) / 2);
  return { ...inside, left, top };
}

/** Cuts the list into about `count` rows whose sums of shapes are about the same: a picture is in the row in which its middle is. */
function balancedRows(shapes: readonly number[], count: number): Row[] {
  const each = shapes.reduce((sum, shape) => sum + shape, 0) / count;
  const rows = new Map<number, number[]>();
  let before = 0;
  for (const shape of shapes) {
    const number = Math.max(0, Math.ceil((before + shape / 2) / each) - 1);
    const row = rows.get(number);
    if (row === undefined) rows.set(number, [shape]);
    else row.push(shape);
    before += shape;
  }
  return [...rows.values()].map(rowOf);
}

/** Begins a new row where a picture would make one wider than the first `count` pictures are together. */
function wrappedRows(shapes: readonly number[], count: number): Row[] {
  const room = rowOf(shapes.slice(0, count)).sum * (1 + Number.EPSILON * shapes.length);
  const rows: number[][] = [];
  let left = 0;
  for (const shape of shapes) {
    const row = rows.at(-1);
    if (row === undefined || shape > left) {
      rows.push([shape]);
      left = room - shape;
    } else {
      row.push(shape);
      left -= shape;
    }
  }
  return rows.map(rowOf);
}

function rowOf(shapes: readonly number[]): Row {
  return { shapes, sum: shapes.reduce((sum, shape) => sum + shape, 0) };
}

function layoutRows(rows: readonly Row[], style: Style, pictures: readonly Dimensions[]): SheetLayout {
  const full = placeRows(rows, style, widestFitting(rows, style));
  // Enlarging what has no more pixels would cost, and show nothing.
  const enlarged = Math.min(...full.cells.map((cell, at) => cell.height / (pictures[at]?.height ?? cell.height)));
  const lowest = Math.min(...full.cells.map(({ height }) => height));
  const shrink = Math.max(1, Math.min(enlarged, lowest / leastHeight));
  return shrink === 1 ? full : placeRows(rows, style, Math.floor((full.width - 2 * gap) / shrink) + 2 * gap);
}

/** The greatest width at which the sheet is within its bounds. */
function widestFitting(rows: readonly Row[], style: Style): number {
  let [low, high] = [1, longestSide];
  while (low < high) {
    const width = Math.ceil((low + high) / 2);
    const height = heightAt(rows, style, width);
    if (height <= longestSide && width * height <= mostPixels) low = width;
    else high = width - 1;
  }
  return low;
}

function heightAt(rows: readonly Row[], style: Style, width: number): number {
  return Math.ceil(rowHeights(rows, style, width).reduce((sum, height) => sum + height + gap, gap));
}

/** Of the pictures of each row: such that together they are as wide as the sheet, or in the widest row are. */
function rowHeights(rows: readonly Row[], style: Style, width: number): number[] {
  const heights = rows.map(({ shapes, sum }) => Math.max(1, (width - gap * (shapes.length + 1)) / sum));
  const lowest = Math.min(...heights);
  return style === 'filled' ? heights : heights.map(() => lowest);
}

function placeRows(rows: readonly Row[], style: Style, width: number): SheetLayout {
  const cells: Cell[] = [];
  const heights = rowHeights(rows, style, width);
  let top = gap;
  for (const [at, row] of rows.entries()) {
    const height = heights[at] ?? 1;
    let left = gap;
    for (const shape of row.shapes) {
      const right = left + shape * height;
      cells.push(wholePixels(left, top, right, top + height));
      left = right + gap;
    }
    top += height + gap;
  }
  return { width, height: Math.ceil(top), cells };
}

function wholePixels(left: number, top: number, right: number, bottom: number): Cell {
  const [x, y] = [Math.round(left), Math.round(top)];
  return { left: x, top: y, width: Math.max(1, Math.round(right) - x), height: Math.max(1, Math.round(bottom) - y) };
}

/** How large the smallest picture is; less for a sheet that is higher or wider than screens are. */
function worth({ width, height, cells }: SheetLayout): number {
  const smallest = Math.min(...cells.map((cell) => cell.width * cell.height));
  const shape = width / height;
  return smallest * Math.min(1, shape / pleasantShapes.least, pleasantShapes.most / shape);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
