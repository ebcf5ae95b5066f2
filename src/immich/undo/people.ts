/** Brings back people: what is known of them, and merged ones as new people with their faces. */
import { createPerson, deletePerson, type PersonUpdateDto, reassignFacesById, updatePerson } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf, textOrNull, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendRemaking } from '../../restoring/facet.ts';
import { facesOn, mergePeople, readFaces } from '../changes/merge-people.ts';
import { lookUpPerson, personState } from '../changes/person-lookup.ts';
import type { ImmichLibrary } from '../connection.ts';
import type { ImmichFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';

export const people: ImmichFacet = {
  fits: ({ kind }) => kind === 'person',
  look: (items, library, call) => inParallel(items, (item) => personNow(item, library, call)),
  send: async (items, library, call) => {
    const absorbers = absorbersOf(items);
    return sendRemaking(inMergeOrder(items), (item, remade) => sendPerson(item, remade, absorbers, library, call));
  },
};

/** Everybody who may have got faces by the merges that are taken back, one through the other. */
function absorbersOf(items: readonly ChangeItem[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ id, after }) => [id, textOf(after?.mergedInto)]));
}

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
  item: ChangeItem,
  remade: Map<string, string>,
  absorbers: ReadonlySet<string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const { id, before, after } = item;
  if (after === null || after === undefined) return takeAway(id, before ?? {}, library, call);
  const personUpdateDto = bodyOf(after);
  const known: Result<string> =
    before === null
      ? await makeOnce(
          item,
          () => library.request((sdk) => createPerson({ personCreateDto: personUpdateDto }, sdk), call),
          remade,
          library,
        )
      : await updated(id, personUpdateDto, library, call);
  if (!known.ok) return known;
  return giveFaces(known.value, item, new Set([...absorbers, ...remade.values()]), library, call);
}

async function updated(
  id: string,
  personUpdateDto: PersonUpdateDto,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<string>> {
  const answer = await library.request((sdk) => updatePerson({ id, personUpdateDto }, sdk), call);
  return answer.ok ? success(id) : answer;
}

/**
 * Takes the faces that the person lacks from those who had got them by merging. What somebody has given to another person since
 * stays there, and each is moved by itself: one that is gone does not stop the others.
 */
async function giveFaces(
  personId: string,
  { before, after }: ChangeItem,
  absorbers: ReadonlySet<string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const own = new Set(textsOf(before?.faceIds));
  const lacking = textsOf(after?.faceIds).filter((faceId) => !own.has(faceId));
  if (lacking.length === 0) return success(undefined);
  const looked = await inParallel(textsOf(after?.assetIds), (assetId) => facesOn(library, assetId, call));
  if (!looked.ok) return looked;
  const holders = new Map(looked.value.flat().map((face) => [face.faceId, face.personId]));
  const isFree = (faceId: string) => absorbers.has(holders.get(faceId) ?? personId) || !holders.has(faceId);
  const moved = await inParallel(lacking.filter(isFree), (faceId) => giveFace(personId, faceId, library, call));
  if (!moved.ok) return moved;
  const left = lacking.length - moved.value.filter((isMoved) => isMoved).length;
  return left === 0 ? moved : failed('conflict', `${left} of the faces ${notThere}`);
}

const notThere = 'did not come back: somebody has given them to another person since, or they are gone';

async function giveFace(
  personId: string,
  faceId: string,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<boolean>> {
  const faceDto = { id: faceId };
  const answer = await library.request((sdk) => reassignFacesById({ id: personId, faceDto }, sdk), call);
  return success(answer.ok);
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
