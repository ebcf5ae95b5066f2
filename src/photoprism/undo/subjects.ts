/** Brings back people: what is known of them, and merged ones as new people. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { sendEach } from '../../restoring/facet.ts';
import { isGone, isKept, isMade } from '../../restoring/turns.ts';
import { nameFace } from '../changes/name-face.ts';
import { nameIsFree } from '../changes/subject-names.ts';
import { readSubject, subjectStates } from '../changes/subject-states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';

export const subjects: PhotoPrismFacet = {
  fits: ({ kind }) => kind === 'photoprism_subject',
  objection: ({ before, after }) => {
    if (before !== null || typeof after?.mergedInto === 'string') return undefined;
    return 'cannot be deleted: PhotoPrism shows nobody who has no faces';
  },
  note: ({ before, after }) =>
    after === null && typeof before?.mergedInto === 'string'
      ? 'Who comes back from a merge in PhotoPrism has the same faces, each as if named by hand, and may be a new person; new photos may still be taken for the other one.'
      : undefined,
  look: async (items, library, call) => {
    const states = await subjectStates(
      items.map(({ id }) => id),
      library,
      call,
    );
    if (!states.ok) return states;
    return success(states.value.map((state, position) => withMerge(state, items[position])));
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const remade = new Map<string, string>();
    const [gone, made, kept] = [items.filter(isGone), items.filter(isMade), items.filter(isKept)];
    // Whatever is in the way of a name goes first.
    await sendEach(gone, ({ id, before }) => mergeAgain(id, before ?? {}, library, call), errors);
    await sendNames(kept, library, call, errors);
    await sendEach(made, (item) => makeAgain(item, remade, library, call), errors);
    return { errors, remade };
  },
};

/** Into whom somebody was merged, and by which face they come back, is no state of the library but what is needed for it. */
function withMerge(now: JsonObject | null, item: ChangeItem | undefined): JsonObject | null {
  const { mergedInto, byFace } = { ...item?.before, ...item?.after };
  return now === null ? null : { ...now, mergedInto, byFace };
}

/** Says of each person who is to come back by which of their faces: PhotoPrism makes people of named faces alone. */
export function withFaces(items: readonly ChangeItem[]): readonly ChangeItem[] {
  return items.map((item) => {
    if (item.kind !== 'photoprism_subject' || !isMade(item)) return item;
    const face = items.find(({ kind, after }) => kind === 'photoprism_marker' && after?.SubjUID === item.id);
    return face === undefined ? item : { ...item, after: { ...item.after, byFace: face.id } };
  });
}

/** Sets what is known, again and again while that helps: a name may be free only after somebody else has given it up. */
async function sendNames(
  items: readonly ChangeItem[],
  library: PhotoPrismLibrary,
  call: CallContext,
  errors: Map<ChangeItem, string>,
): Promise<void> {
  for (let waiting = items; waiting.length > 0; ) {
    const refused = new Map<ChangeItem, string>();
    await sendEach(waiting, ({ id, after }) => setFields(id, after ?? {}, library, call), refused);
    const stuck = refused.size === waiting.length;
    waiting = waiting.filter((item) => refused.has(item));
    if (!stuck) continue;
    for (const [item, error] of refused) errors.set(item, error);
    return;
  }
}

async function setFields(
  uid: string,
  { mergedInto: _, byFace: __, ...fields }: JsonObject,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  if (typeof fields.Name === 'string') {
    const free = await nameIsFree(fields.Name, uid, library, call);
    if (!free.ok) return free;
  }
  return library.request({ method: 'PUT', path: ['subjects', uid], body: fields, answer: z.unknown() }, call);
}

async function makeAgain(
  item: ChangeItem,
  remade: Map<string, string>,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const { byFace, Name, mergedInto } = item.after ?? {};
  const [face, name] = [textOf(byFace), textOf(Name)];
  if (face === '' || name === '') return failed('conflict', 'none of their faces is known any more: name one of them');
  const free = await nameIsFree(name, item.id, library, call);
  if (!free.ok) return free;
  const create = async () => {
    // The face is that of whoever they were merged into.
    const named = await nameFace({ id: face, isNamed: true, name }, library, call);
    if (!named.ok) return named;
    const { SubjUID } = named.value;
    return SubjUID === '' || SubjUID === mergedInto
      ? failed('conflict', 'PhotoPrism did not make a person of the name')
      : success(SubjUID);
  };
  const uid = await makeOnce(item, create, remade, library);
  return uid.ok ? setFields(uid.value, item.after ?? {}, library, call) : uid;
}

/** Whoever came back from a merge is merged again. */
async function mergeAgain(
  uid: string,
  { mergedInto }: JsonObject,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const into = await readSubject(textOf(mergedInto), library, call);
  if (!into.ok) return into;
  if (into.value === undefined) return failed('conflict', 'the person whom they were merged into is gone');
  const body = { Name: into.value.Name };
  return library.request({ method: 'PUT', path: ['subjects', uid], body, answer: z.unknown() }, call);
}
