/** Brings back people: what is known of them, and merged ones as new people with their faces. */
import { createPerson, deletePerson, type PersonUpdateDto, reassignFacesById, updatePerson } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf, textOrNull, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../changes/in-parallel.ts';
import { mergePeople, readFaces } from '../changes/merge-people.ts';
import { lookUpPerson, personState } from '../changes/person-lookup.ts';
import type { ImmichLibrary } from '../connection.ts';
import { type Facet, sendEach } from './facet.ts';

export const people: Facet = {
  fits: ({ kind }) => kind === 'person',
  look: (items, library, call) => inParallel(items, (item) => personNow(item, library, call)),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const remade = new Map<string, string>();
    await sendEach(inMergeOrder(items), (item) => sendPerson(item, remade, library, call), errors);
    return { errors, remade };
  },
};

/** Whoever is merged again before the one into whom they are merged, who may be merged further. */
function inMergeOrder(items: readonly ChangeItem[]): readonly ChangeItem[] {
  const going = new Map(items.flatMap((item) => (item.after === null ? [[item.id, item] as const] : [])));
  const steps = (item: ChangeItem | undefined, left = items.length): number => {
    const target = textOf(item?.before?.mergedInto);
    return item === undefined || left === 0 ? 0 : 1 + steps(going.get(target), left - 1);
  };
  return [...items].sort((a, b) => steps(going.get(b.id)) - steps(going.get(a.id)));
}

async function personNow(
  { id, before, after }: ChangeItem,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<StateNow>> {
  const person = await lookUpPerson(library, id, call);
  if (!person.ok) return person;
  if (person.value === undefined) return success(null);
  const state = personState(person.value);
  const named = after?.faceIds === undefined ? before : after;
  if (named?.faceIds === undefined) return success(state);
  const faces = await readFaces(library, [person.value], call);
  if (!faces.ok) return faces;
  const [own] = faces.value;
  // Into whom somebody was merged is no state of the library, but what merging again needs.
  const { mergedInto } = named;
  return success({ ...state, faceIds: own?.faceIds ?? [], assetIds: own?.assetIds ?? [], mergedInto });
}

async function sendPerson(
  { id, before, after }: ChangeItem,
  remade: Map<string, string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  if (after === null || after === undefined) return takeAway(id, before ?? {}, library, call);
  const personUpdateDto = bodyOf(after);
  if (before !== null) return library.request((sdk) => updatePerson({ id, personUpdateDto }, sdk), call);
  const made = await library.request((sdk) => createPerson({ personCreateDto: personUpdateDto }, sdk), call);
  if (!made.ok) return made;
  remade.set(id, made.value.id);
  return giveFaces(made.value.id, textsOf(after.faceIds), library, call);
}

/** Each face is moved by itself; one that is gone does not stop the others. */
async function giveFaces(
  personId: string,
  faceIds: readonly string[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const moved = await inParallel(faceIds, async (faceId) => {
    const answer = await library.request(
      (sdk) => reassignFacesById({ id: personId, faceDto: { id: faceId } }, sdk),
      call,
    );
    return success(answer.ok);
  });
  if (!moved.ok) return moved;
  const missing = moved.value.filter((ok) => !ok).length;
  return missing === 0 ? moved : failed('conflict', `${missing} of the faces did not come back`);
}

/** Whoever came back from a merge is merged again; whoever was made is deleted. */
async function takeAway(
  id: string,
  state: JsonObject,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const target = textOf(state.mergedInto);
  if (target === '') return library.request((sdk) => deletePerson({ id }, sdk), call);
  const report = await mergePeople(library, target, [id], call);
  return report.stop === undefined ? success(undefined) : { ok: false, failure: report.stop };
}

function bodyOf({ name, birthDate, isHidden, isFavorite, color }: JsonObject): PersonUpdateDto {
  return {
    ...(name === undefined ? {} : { name: textOf(name) }),
    ...(birthDate === undefined ? {} : { birthDate: textOrNull(birthDate) }),
    ...(isHidden === undefined ? {} : { isHidden: isHidden === true }),
    ...(isFavorite === undefined ? {} : { isFavorite: isFavorite === true }),
    ...(color === undefined ? {} : { color: textOrNull(color) }),
  };
}
