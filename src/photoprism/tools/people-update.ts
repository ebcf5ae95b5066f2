/** The tool that alters what is known of a person. */
import * as z from 'zod';
import { boundedObject, listBounds } from '../../catalog/bounded.ts';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { sameState } from '../../catalog/states.ts';
import type { CallContext, Plan } from '../../catalog/tool.ts';
import { listSubjects, requireSubject, subjectState } from '../changes/subject-states.ts';
import { updateOne } from '../changes/update-one.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { personAlone } from '../present/person.ts';
import { type SubjectRow, subjectRow } from '../subject-row.ts';
import { personId, textUpTo } from './arguments.ts';
import { defineChange } from './define.ts';

interface UpdateWork {
  readonly id: string;
  readonly fields: JsonObject;
}

export const peopleUpdate = defineChange({
  name: 'photoprism_people_update',
  title: 'Update PhotoPrism person',
  description: 'Sets what is given of a person, at once. To make one of two people use photoprism_people_merge.',
  toolset: 'photoprism_people',
  effect: 'change',
  permission: 'update',
  scopes: ['people', 'photos'],
  input: z.strictObject({
    person_id: personId,
    name: textUpTo(160)
      .trim()
      .refine((text) => text !== '', 'must not be empty')
      .optional()
      .describe('New one'),
    alias: textUpTo(160).optional().describe('Other name'),
    about: textUpTo(512).optional().describe('"" clears'),
    notes: textUpTo(1024).optional().describe('"" clears'),
    favorite: z.boolean().optional().describe('Set or clear'),
    hidden: z.boolean().optional().describe('Set or clear'),
  }),
  output: z.looseObject({ id: z.string() }),
  async plan({ person_id, ...asked }, library, call) {
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
    if (namesake.value !== undefined) return nameTaken(person.value, namesake.value);
    const state = subjectState(person.value);
    const before = Object.fromEntries(Object.keys(fields).map((field) => [field, state[field]]));
    const plan: Plan<UpdateWork> = {
      preview: { ...personAlone(person.value, library), before: boundedObject(before, listBounds), changes: fields },
      items: [{ kind: 'photoprism_subject', id: person_id, before, after: fields }],
      work: { id: person_id, fields },
    };
    return success(plan);
  },
  async apply({ id, fields }: UpdateWork, library, call) {
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
    'If they are the same person, use photoprism_people_merge. If not, choose another name.',
  );
}
