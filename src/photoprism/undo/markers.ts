/** Brings back whose face is whose. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { sendEach } from '../../restoring/facet.ts';
import { type MarkerPlace, markerStates } from '../changes/marker-states.ts';
import { freeFace, nameFace } from '../changes/name-face.ts';
import { nameIsFree } from '../changes/subject-names.ts';
import { readSubject } from '../changes/subject-states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { PhotoPrismFacet } from './facet.ts';

export const markers: PhotoPrismFacet = {
  fits: ({ kind }) => kind === 'photoprism_marker',
  look: async (items, library, call) => {
    const states = await markerStates(items.map(placeOf), library, call);
    if (!states.ok) return states;
    return success(states.value.map((state, position) => withoutSource(state, items[position])));
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const now = await markerStates(items.map(placeOf), library, call);
    const states = new Map(items.map((item, position) => [item, now.ok ? now.value[position] : undefined]));
    const send = async (item: ChangeItem) => (now.ok ? setPerson(item, states.get(item), library, call) : now);
    await sendEach(items, send, errors);
    return { errors, remade: new Map() };
  },
};

function placeOf({ id, before, after }: ChangeItem): MarkerPlace {
  return { id, photoId: textOf({ ...before, ...after }.photoId) };
}

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
  { id, after }: ChangeItem,
  now: JsonObject | null | undefined,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const uid = textOf(after?.SubjUID);
  if (uid !== '' && now?.SubjUID === uid) return success(undefined);
  if (uid === '') return freeFace(id, library, call);
  const name = await nameOf(uid, textOf(after?.Name), library, call);
  if (!name.ok) return name;
  return nameFace({ id, isNamed: textOf(now?.SubjUID) !== '', name: name.value }, library, call);
}

/** Whoever lost their last face is gone; PhotoPrism brings them back with the name that they had. */
async function nameOf(
  uid: string,
  written: string,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<string>> {
  const person = await readSubject(uid, library, call);
  if (!person.ok) return person;
  if (person.value !== undefined) return success(person.value.Name);
  if (written === '') return failed('conflict', 'the person whose face it was is gone');
  const free = await nameIsFree(written, uid, library, call);
  return free.ok ? success(written) : free;
}
