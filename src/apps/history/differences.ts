/** What became what: the fields of a thing that differ between two states. */
import { isObject } from '../host/messages.ts';

export interface Difference {
  readonly field: string;
  /** Undefined where there was, or is, nothing of the kind. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Undefined, or a text such as `does not exist`, for a thing that is not there. */
export type State = unknown;

/** Fields that say to what a state belongs, and not how the thing is. */
const isContext = (field: string) => /(?:^id|Id|_id)$/.test(field);

/** Whether the thing came, went, or is there on both sides. */
export function fateOf(before: State, after: State): 'made' | 'gone' | 'changed' {
  if (isObject(before) && isObject(after)) return 'changed';
  return isObject(after) ? 'made' : 'gone';
}

/** The fields that differ; of something that came or went, all that is worth telling. */
export function differencesOf(before: State, after: State): Difference[] {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const isChange = fateOf(before, after) === 'changed';
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => field !== 'more_fields')
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
    .filter((field) => !isContext(field) || (field in old && field in now))
    .filter((field) => isChange || !isNothing(old[field] ?? now[field]))
    .map((field) => ({ field, before: old[field], after: now[field] }));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === '0 entries' || value === false;
}
