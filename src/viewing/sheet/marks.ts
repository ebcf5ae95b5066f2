/** What is drawn over the pictures of a contact sheet: their numbers, and of videos a triangle and their length. */
import { drawnDigits } from '../drawn-digits.ts';
import type { Dimensions } from '../picture-cost.ts';
import type { Cell } from './layout.ts';

/** A picture on the sheet. */
export interface Marked {
  readonly cell: Cell;
  readonly number: number;
  readonly isVideo: boolean;
  /** Length of a video. */
  readonly seconds: number | undefined;
  /** There is no picture to see. */
  readonly isEmpty: boolean;
}

/** Heights of digits, in pixels: a share of the lowest cell. */
const digits = { share: 0.11, least: 13, most: 26 } as const;

/** All marks as one SVG of the sheet's size. White on black with a white edge: to be read on light and on dark pictures. */
export function drawMarks({ width, height }: Dimensions, pictures: readonly Marked[]): string {
  const lowest = Math.min(...pictures.map(({ cell }) => cell.height));
  const size = Math.min(digits.most, Math.max(digits.least, Math.round(lowest * digits.share)));
  const marks = pictures.flatMap((picture) => [
    picture.isEmpty ? emptyCell(picture.cell) : frame(picture.cell),
    numberPlate(picture, size),
    ...(picture.isVideo ? [videoPlate(picture, size)] : []),
  ]);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${marks.join('')}</svg>`;
}

function numberPlate({ cell, number }: Marked, size: number): string {
  const text = drawnDigits(String(number), fittingHeight(String(number), size, cell.width));
  const room = roomAround(text.height);
  const plate = { width: text.width + 2 * room, height: text.height + 2 * room };
  return plateAt(cell.left, cell.top, plate, `<g transform="translate(${room} ${room})">${text.svg}</g>`);
}

/** In the lower left corner: a triangle, and how long it is. */
function videoPlate({ cell, seconds }: Marked, size: number): string {
  const length = seconds === undefined ? '' : clock(seconds);
  const height = fittingHeight(`0${length}`, size * 0.85, cell.width);
  const text = drawnDigits(length, height);
  const room = roomAround(height);
  const side = height * 0.85;
  const plate = { width: side + (length === '' ? 0 : room + text.width) + 2 * room, height: height + 2 * room };
  const triangle = `<path transform="translate(${room} ${room})" fill="#fff" d="M0 0L${side} ${height / 2}L0 ${height}Z"/>`;
  const told = `<g transform="translate(${side + 2 * room} ${room})">${text.svg}</g>`;
  return plateAt(cell.left, cell.top + cell.height - plate.height, plate, `${triangle}${length === '' ? '' : told}`);
}

function plateAt(left: number, top: number, { width, height }: Dimensions, inner: string): string {
  const box = `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="#000" stroke="#fff"/>`;
  return `<g transform="translate(${left} ${top})" color="#fff">${box}${inner}</g>`;
}

/** A line around a picture, which may be as light as the sheet. */
function frame({ left, top, width, height }: Cell): string {
  return `<rect x="${left + 0.5}" y="${top + 0.5}" width="${width - 1}" height="${height - 1}" fill="none" stroke="#999"/>`;
}

/** A frame with a line from corner to corner. */
function emptyCell({ left, top, width, height }: Cell): string {
  const box = `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="#d8d8d8" stroke="#999"/>`;
  const line = `<path d="M0 ${height}L${width} 0" stroke="#999"/>`;
  return `<g transform="translate(${left} ${top})">${box}${line}</g>`;
}

function roomAround(height: number): number {
  return Math.max(2, Math.round(height * 0.25));
}

/** `size`, or less where the plate would be wider than its cell. */
function fittingHeight(text: string, size: number, width: number): number {
  const needed = drawnDigits(text, size).width + 4 * roomAround(size);
  return needed <= width ? size : Math.max(4, (size * width) / needed);
}

/** `0:07`, `12:30`, `1:02:03`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours === 0 ? `${minutes}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`;
}
