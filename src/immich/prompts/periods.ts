/** The arguments of prompts that say when pictures were taken. */
import { readInstant } from '../../catalog/instant.ts';
import type { PromptArgument } from '../../catalog/prompt.ts';
import type { ImmichLibrary } from '../connection.ts';
import { readTakenRange } from '../listing/taken-range.ts';

function notADate(name: string) {
  return (value: string): string | undefined => {
    const read = readInstant(name, value, false);
    return read.ok ? undefined : 'must be a date such as 2024, 2024-06 or 2024-06-15';
  };
}

export const from: PromptArgument<ImmichLibrary> = {
  description: 'First day, month or year: 2024, 2024-06 or 2024-06-15',
  problem: notADate('from'),
};

export const to: PromptArgument<ImmichLibrary> = {
  description: 'Last day, month or year, that one included',
  problem: notADate('to'),
};

/** Undefined for a period that can have something in it. */
export function emptyPeriod(given: { readonly from?: string; readonly to?: string }): string | undefined {
  return readTakenRange(given.from, given.to).ok ? undefined : 'from is later than to';
}
