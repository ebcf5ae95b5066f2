/** A face, and whose it was, as they are after a change. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import { lookAgain } from '../../changing/unclear.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { markerStates } from './marker-states.ts';
import { readSubject } from './subject-states.ts';

const seenState = z.object({ photoId: z.string(), Name: z.string(), SubjUID: z.string(), SubjSrc: z.string() });

/** A face as it is now; fails where it is not there any more. */
export async function faceNow(
  id: string,
  photoId: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<z.output<typeof seenState>>> {
  const states = await markerStates([{ id, photoId }], library, call);
  if (!states.ok) return states;
  const state = seenState.safeParse(states.value[0]);
  return state.success ? success(state.data) : failed('not_found', 'The face is not there any more.');
}

/** What is told of whoever has lost their last face; undefined where they have another. */
export async function goneWith({ SubjUID }: JsonObject, library: PhotoPrismLibrary): Promise<string | undefined> {
  const person = await readSubject(textOf(SubjUID), library, lookAgain());
  const isGone = person.ok && person.value === undefined;
  return isGone ? 'It was their last face; they come back when a face gets their name again.' : undefined;
}
