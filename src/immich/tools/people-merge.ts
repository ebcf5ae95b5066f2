/** The tool that makes one person of several. */
import type { PersonResponseDto } from '@immich/sdk';
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, success } from '../../catalog/result.ts';
import { namedItems, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { type FacedPerson, mergePeople, readFaces } from '../changes/merge-people.ts';
import { lookUpPeople, lookUpPerson, personState, requirePerson } from '../changes/person-lookup.ts';
import { reference } from '../naming/reference.ts';
import { personAlone, personInList } from '../present/person.ts';
import { personId } from './arguments.ts';
import { defineChange } from './define.ts';

/** More than anybody can look through in a preview. */
const mostSources = 100;

const sources = z
  .array(reference('person'))
  .refine((ids) => ids.length > 0, 'must name at least one person')
  .refine((ids) => ids.length <= mostSources, `must name at most ${mostSources} people`)
  .overwrite((ids) => [...new Set(ids)]);

interface MergeWork {
  readonly target: PersonResponseDto;
  readonly merging: readonly FacedPerson[];
  readonly missing: readonly string[];
}

export const peopleMerge = defineChange({
  name: 'immich_people_merge',
  title: 'Merge people',
  description:
    'Moves all faces of people to another person and deletes those people; only history_undo brings them back. Previews by default.',
  toolset: 'people',
  effect: 'remove',
  permission: 'update',
  scopes: ['person.read', 'person.update', 'person.merge', 'asset.read', 'face.read'],
  deadlineSeconds: 300,
  input: z.strictObject({
    target_person_id: personId.describe('Who stays: id or name'),
    source_person_id: sources.describe('Who goes'),
  }),
  output: z.looseObject({ target: z.looseObject({ id: z.string() }) }),
  async plan({ target_person_id, source_person_id }, library, call) {
    if (source_person_id.includes(target_person_id)) {
      return failed('invalid_input', 'source_person_id names the target: nobody can be merged into themselves.');
    }
    const target = await requirePerson(library, target_person_id, 'target_person_id', call);
    if (!target.ok) return target;
    const looked = await lookUpPeople(library, source_person_id, call);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    if (found.length === 0) {
      const nobody = 'source_person_id: none of these people exists, or they belong to another user.';
      return failed('not_found', nobody, 'Take ids from immich_people_list.');
    }
    const merging = await readFaces(library, found, call);
    if (!merging.ok) return merging;
    const work: MergeWork = { target: target.value, merging: merging.value, missing };
    return success({
      preview: {
        target: personAlone(target.value, library.links),
        merged: merging.value.slice(0, namedItems).map(tellSource),
        more_merged: found.length > namedItems ? found.length - namedItems : undefined,
        ...tellMoved(merging.value),
        target_takes: inherited(work),
        ...tellLeftOut({ missing }),
        note: 'The merged people are deleted. Only history_undo brings them back, as new people with their faces.',
      },
      items: itemsOf(work),
      work,
    });
  },
  async apply(work: MergeWork, library, call) {
    const { target, merging, missing } = work;
    const ids = merging.map(({ person }) => person.id);
    const report = await mergePeople(library, target.id, ids, call);
    const now = await lookUpPerson(library, target.id, lookAgain());
    const told = now.ok && now.value !== undefined ? now.value : target;
    const gone = new Set(report.outcomes.filter(({ ok }) => ok).map(({ id }) => id));
    const merged = merging.filter(({ person }) => gone.has(person.id));
    const tell = (done: number): JsonObject => ({
      target: personAlone(told, library.links),
      merged: done,
      ...tellMoved(merged),
    });
    return tellOutcome(report, tell, { missing, look: 'immich_people_get' });
  },
});

function tellSource({ person, assetIds, faceIds }: FacedPerson): JsonObject {
  return { ...personInList(person), assets: assetIds.length, faces: faceIds.length };
}

/** Somebody who shows twice on one asset has two faces there. */
function tellMoved(merging: readonly FacedPerson[]): JsonObject {
  return {
    assets_moved: new Set(merging.flatMap(({ assetIds }) => assetIds)).size,
    faces_moved: merging.reduce((sum, { faceIds }) => sum + faceIds.length, 0),
  };
}

/** What the target has not and takes from the first source that has it, as Immich does. */
function inherited({ target, merging }: Pick<MergeWork, 'target' | 'merging'>): JsonObject | undefined {
  const name = merging.map(({ person }) => person.name).find((text) => text !== '');
  const birthDate = merging.map(({ person }) => person.birthDate).find((day) => day !== null);
  const taken = {
    ...(target.name === '' && name !== undefined ? { name } : {}),
    ...(target.birthDate === null && birthDate !== undefined ? { birthDate } : {}),
  };
  return Object.keys(taken).length === 0 ? undefined : taken;
}

/** With the faces of each, without which nobody could tell them apart again. */
function itemsOf(work: MergeWork): ChangeItem[] {
  const { target, merging } = work;
  const taken = inherited(work);
  const sources = merging.map(
    ({ person, faceIds, assetIds }): ChangeItem => ({
      kind: 'person',
      id: person.id,
      before: { ...personState(person), faceIds, assetIds, mergedInto: target.id },
      after: null,
    }),
  );
  if (taken === undefined) return sources;
  return [...sources, { kind: 'person', id: target.id, before: personState(target), after: taken }];
}
