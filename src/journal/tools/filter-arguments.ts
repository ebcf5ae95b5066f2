/** The arguments by which tools choose among changes. */
import * as z from 'zod';
import { readInstant } from '../../catalog/instant.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { ChangeFilter } from '../read.ts';

export const filterArguments = {
  since: z.string().optional().describe('ISO day or time'),
  until: z.string().optional().describe('Inclusive'),
  tool: z.string().optional().describe('Part of its name'),
  caller: z.string().optional().describe('Who asked'),
  about_id: z.string().optional().describe('Asset, album … id'),
};

type FilterInput = z.output<z.ZodObject<typeof filterArguments>>;

/** Which changes of these libraries; fails on a time that is none. */
export function changeFilter(
  { since, until, tool, caller, about_id }: FilterInput,
  libraries: readonly string[],
): Result<ChangeFilter> {
  const from = readTime('since', since, false);
  if (!from.ok) return from;
  const to = readTime('until', until, true);
  if (!to.ok) return to;
  return success({ libraries, tool, caller, album: about_id, since: from.value, until: to.value });
}

/** Milliseconds, UTC. */
function readTime(name: string, text: string | undefined, atEnd: boolean): Result<number | undefined> {
  if (text === undefined) return success(undefined);
  const instant = readInstant(name, text, atEnd);
  return instant.ok ? success(Date.parse(instant.value)) : instant;
}
