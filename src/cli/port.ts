/** The `--port` of the commands that listen. */
import { InvalidArgumentError } from 'commander';

/** Reads a port; 0 takes any free one. Throws commander's own error, which names the flag. */
export function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}
