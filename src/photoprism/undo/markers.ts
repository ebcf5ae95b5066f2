/** Brings back whose face is whose. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { sendEach } from '../../restoring/facet.ts';
import { markerStates } from '../changes/marker-states.ts';
import { readSubject } from '../changes/subject-states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { PhotoPrismFacet } from './facet.ts';

export const markers: PhotoPrismFacet = {
  fits: ({ kind }) => kind === 'photoprism_marker',
  look: async (items, library, call) => {
    const states = await markerStates(
      items.map(({ id, before, after }) => ({ id, photoId: textOf({ ...before, ...after }.photoId) })),
      library,
      call,
    );
    if (!states.ok) return states;
    return success(states.value.map((state, position) => withoutSource(state, items[position])));
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    await sendEach(items, ({ id, after }) => setPerson(id, after ?? {}, library, call), errors);
    return { errors, remade: new Map() };
  },
};

/**
 * Whose face it is counts, not who said so, nor how they are called: what was named once counts as named by a person from
 * then on, and people have names of their own.
 */
function withoutSource(now: JsonObject | null, item: ChangeItem | undefined): JsonObject | null {
  const same = [item?.after, item?.before].find((written) => written?.SubjUID === now?.SubjUID);
  if (now === null || same === undefined || same === null) return now;
  const { Name = now.Name, SubjSrc = now.SubjSrc } = same;
  return { ...now, Name, SubjSrc };
}

async function setPerson(
  id: string,
  { SubjUID }: JsonObject,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const uid = textOf(SubjUID);
  if (uid === '') {
    return library.request({ method: 'DELETE', path: ['markers', id, 'subject'], answer: z.unknown() }, call);
  }
  const person = await readSubject(uid, library, call);
  if (!person.ok) return person;
  if (person.value === undefined) return failed('conflict', 'the person whose face it was is gone');
  const body = { Name: person.value.Name, SubjSrc: 'manual' };
  return library.request({ method: 'PUT', path: ['markers', id], body, answer: z.unknown() }, call);
}
