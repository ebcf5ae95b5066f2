/** Numbers on the command line. */
import { InvalidArgumentError } from 'commander';

/** Reads a port; 0 takes any free one. Throws commander's own error, which names the flag. */
export function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}

/** Reads a page, from 1. Throws commander's own error, which names the flag. */
export function pageNumber(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}
