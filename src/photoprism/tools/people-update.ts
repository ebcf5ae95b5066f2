/** The tool that alters what is known of a person. */
import * as z from 'zod';
import { boundedObject, listBounds } from '../../catalog/bounded.ts';
import type { ChangeItem } from '../../catalog/change.ts';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { sameState } from '../../catalog/states.ts';
import type { CallContext, ChangeOutcome, Plan } from '../../catalog/tool.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { markerStates } from '../changes/marker-states.ts';
import { planMerge } from '../changes/merge-subjects.ts';
import { listSubjects, readSubject, requireSubject, subjectState } from '../changes/subject-states.ts';
import { updateOne } from '../changes/update-one.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { personAlone } from '../present/person.ts';
import { type SubjectRow, subjectRow } from '../subject-row.ts';
import { personId, textUpTo } from './arguments.ts';
import { defineChange } from './define.ts';

interface UpdateWork {
  readonly id: string;
  readonly fields: JsonObject;
  /** Who stays, and the items of the change, where two people are made one. */
  readonly merge?: { readonly stays: SubjectRow; readonly items: readonly ChangeItem[] };
}

export const peopleUpdate = defineChange({
  name: 'photoprism_people_update',
  title: 'Update PhotoPrism person',
  description:
    'Sets what is given of a person, at once. The name of another person makes one of the two; only with merge, and previewed first.',
  toolset: 'photoprism_people',
  effect: 'change',
  permission: 'update',
  scopes: ['people', 'photos'],
  deadlineSeconds: 300,
  input: z.strictObject({
    person_id: personId,
    name: textUpTo(160)
      .trim()
      .refine((text) => text !== '', 'must not be empty')
      .optional()
      .describe('New one'),
    merge: z.boolean().default(false).describe('Into the person called name'),
    alias: textUpTo(160).optional().describe('Other name'),
    about: textUpTo(512).optional().describe('"" clears'),
    notes: textUpTo(1024).optional().describe('"" clears'),
    favorite: z.boolean().optional().describe('Set or clear'),
    hidden: z.boolean().optional().describe('Set or clear'),
  }),
  output: z.looseObject({ id: z.string() }),
  async plan({ person_id, merge, ...asked }, library, call) {
    const fields: JsonObject = Object.fromEntries(
      Object.entries({
        Name: asked.name,
        Alias: asked.alias,
        About: asked.about,
        Notes: asked.notes,
        Favorite: asked.favorite,
        Hidden: asked.hidden,
      }).filter(([, value]) => value !== undefined),
    );
    if (Object.keys(fields).length === 0) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give at least one of the optional arguments.');
    }
    const person = await requireSubject(person_id, library, call);
    if (!person.ok) return person;
    const namesake = await otherCalled(asked.name, person_id, library, call);
    if (!namesake.ok) return namesake;
    if (namesake.value !== undefined) {
      return merge
        ? planMerging(person.value, namesake.value, fields, library, call)
        : nameTaken(person.value, namesake.value);
    }
    if (merge) return failed('not_found', 'merge: nobody else is called that.', 'Look with photoprism_people_list.');
    const state = subjectState(person.value);
    const before = Object.fromEntries(Object.keys(fields).map((field) => [field, state[field]]));
    const plan: Plan<UpdateWork> = {
      preview: { ...personAlone(person.value, library), before: boundedObject(before, listBounds), changes: fields },
      items: [{ kind: 'photoprism_subject', id: person_id, before, after: fields }],
      work: { id: person_id, fields },
    };
    return success(plan);
  },
  async apply({ id, fields, merge }: UpdateWork, library, call) {
    if (merge !== undefined) return applyMerge(id, merge, library, call);
    const person = await updateOne(library, {
      what: 'person',
      look: 'photoprism_people_get',
      send: () => library.request({ method: 'PUT', path: ['subjects', id], body: fields, answer: subjectRow }, call),
      read: (looking) => requireSubject(id, library, looking),
      isSo: (now) => sameState(fields, subjectState(now)),
    });
    if (!person.ok) return person;
    return success({ items: [{ id, ok: true }], data: personAlone(person.value, library) });
  },
});

/** Somebody else whom PhotoPrism would take for the same person, whatever the case of letters. */
async function otherCalled(
  name: string | undefined,
  uid: string,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<SubjectRow | undefined>> {
  if (name === undefined) return success(undefined);
  const everybody = await listSubjects(library, call);
  if (!everybody.ok) return everybody;
  return success(everybody.value.find(({ UID, Name }) => UID !== uid && foldText(Name) === foldText(name)));
}

function nameTaken(person: SubjectRow, namesake: SubjectRow): Result<never> {
  const [one, other] = [person, namesake].map(({ UID, Name }) => `${JSON.stringify(shortText(Name, 40))} (${UID})`);
  return failed(
    'conflict',
    `Another person has this name: ${other}. PhotoPrism would make one of the two, and ${one} would be gone.`,
    'If they are the same person, pass merge: true. If not, choose another name.',
  );
}

async function planMerging(
  goes: SubjectRow,
  stays: SubjectRow,
  fields: JsonObject,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<Plan<UpdateWork>>> {
  if (Object.keys(fields).length > 1) {
    return failed('invalid_input', 'A merge takes only a name: PhotoPrism leaves everything else aside.');
  }
  const merge = await planMerge(goes, stays, library, call);
  if (!merge.ok) return merge;
  const { items, photos, faces } = merge.value;
  const undoable = faces === undefined ? ' There are too many faces to write down: it cannot be undone.' : '';
  return success({
    preview: {
      merges: personAlone(goes, library),
      into: personAlone(stays, library),
      photos_moved: photos,
      faces_moved: faces,
      note: `All faces go to ${stays.UID}; ${goes.UID} is gone, with what was written about them.${undoable}`,
    },
    items,
    caution: `it makes one person of two${undoable === '' ? '' : ', for good'}`,
    // The name as PhotoPrism has it, so that it finds just that person.
    work: { id: goes.UID, fields: { Name: stays.Name }, merge: { stays, items } },
  });
}

/** PhotoPrism answers with the person who is gone: only looking again tells whether they are. */
async function applyMerge(
  id: string,
  { stays, items }: NonNullable<UpdateWork['merge']>,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<ChangeOutcome>> {
  const body = { Name: stays.Name };
  const sent = await library.request({ method: 'PUT', path: ['subjects', id], body, answer: z.unknown() }, call);
  if (!sent.ok && !isUnclear(sent.failure)) return sent;
  const now = await readSubject(id, library, lookAgain());
  if (!now.ok || now.value !== undefined) return notMerged(sent, now.ok);
  const places = items.flatMap(({ id: marker, kind, before }) =>
    kind === 'photoprism_marker' && typeof before?.photoId === 'string'
      ? [{ id: marker, photoId: before.photoId }]
      : [],
  );
  const moved = await markerStates(places, library, { signal: AbortSignal.timeout(60_000) });
  const outcomes = places.map(({ id: marker }, at) => {
    if (!moved.ok) return { id: marker, ok: false, error: 'not confirmed', unclear: true } as const;
    return moved.value[at]?.SubjUID === stays.UID
      ? { id: marker, ok: true }
      : { id: marker, ok: false, error: 'did not go over' };
  });
  const person = await readSubject(stays.UID, library, lookAgain());
  const wrong = outcomes.filter(({ ok }) => !ok).length;
  return success({
    items: [{ id, ok: true }, ...outcomes],
    data: {
      ...personAlone((person.ok ? person.value : undefined) ?? stays, library),
      merged: id,
      faces_moved: outcomes.length - wrong,
      faces_not_moved: wrong === 0 ? undefined : wrong,
    },
  });
}

function notMerged(sent: Result<unknown>, seen: boolean): Result<never> {
  const state = seen ? 'Both people are still there.' : 'Whether the two were made one is unclear.';
  const hint = 'Look with photoprism_people_get before trying again.';
  return sent.ok
    ? failed('conflict', `PhotoPrism took the new name. ${state}`, hint)
    : failed(sent.failure.code, `${sent.failure.message} ${state}`, hint);
}
