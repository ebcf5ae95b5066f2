/** Making one person of several: whose faces move, the request, and what became of each. */
import { type BulkIdResponseDto, getFaces, mergePersonLegacy, type PersonResponseDto } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { advanceByItem } from '../../changing/advance.ts';
import { type CheckedReport, checkAfter } from '../../changing/check-after.ts';
import { sendInChunks } from '../../changing/chunks.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { assetsEverywhere } from '../listing/everywhere.ts';
import { lookUpPerson } from './person-lookup.ts';

/** A person with every face of theirs, except those on locked assets, which a key does not reach. */
export interface FacedPerson {
  readonly person: PersonResponseDto;
  readonly faceIds: readonly string[];
  readonly assetIds: readonly string[];
}

/**
 * Reads the faces of people. Immich tells them only asset by asset (about 3 ms each, a few at a time), so this takes as many
 * requests as there are assets that show them.
 */
export async function readFaces(
  library: ImmichLibrary,
  people: readonly PersonResponseDto[],
  call: CallContext,
): Promise<Result<FacedPerson[]>> {
  const shown = new Set<string>();
  // One after the other: for each of them several places are searched at once.
  for (const { id } of people) {
    const assets = await assetsEverywhere(library, { personIds: [id] }, call);
    if (!assets.ok) return assets;
    for (const asset of assets.value) shown.add(asset.id);
  }
  const step = advanceByItem(call, shown.size, 'reading faces');
  const faces = await inParallel([...shown], async (assetId) => {
    const read = await facesOn(library, assetId, call);
    step();
    return read;
  });
  if (!faces.ok) return faces;
  const all = faces.value.flat();
  return success(
    people.map((person) => {
      const own = all.filter(({ personId }) => personId === person.id);
      return {
        person,
        faceIds: own.map(({ faceId }) => faceId),
        assetIds: [...new Set(own.map(({ assetId }) => assetId))],
      };
    }),
  );
}

/** A face on an asset, and whose it is; nobody's where that is undefined. */
export interface FaceOf {
  readonly faceId: string;
  readonly assetId: string;
  readonly personId: string | undefined;
}

/** The faces on an asset; none where there is no such asset. */
export async function facesOn(library: ImmichLibrary, assetId: string, call: RequestCall): Promise<Result<FaceOf[]>> {
  const faces = await library.request((sdk) => getFaces({ id: assetId }, sdk), call);
  if (faces.ok) return success(faces.value.map(({ id, person }) => ({ faceId: id, assetId, personId: person?.id })));
  // The asset was deleted meanwhile, and its faces with it.
  return faces.failure.code === 'not_found' ? success([]) : faces;
}

/** Immich's reasons, in words. */
const reasons: Readonly<Record<string, string>> = {
  no_permission: 'does not exist, or belongs to another user',
  not_found: 'does not exist',
};

/** Merges `sourceIds` into the target; whoever is still there afterwards was not merged, whatever the library said. */
export async function mergePeople(
  library: ImmichLibrary,
  targetId: string,
  sourceIds: readonly string[],
  call: CallContext,
): Promise<CheckedReport> {
  const send = (ids: string[]) =>
    // `POST /people/merge` is newer (3.2.1); this path is there on every version.
    library.request((sdk) => mergePersonLegacy({ id: targetId, mergePersonDto: { ids } }, sdk), call);
  const sent = await sendInChunks(sourceIds, async (ids) => outcomesOf(await send(ids)), call);
  const isSo = async (id: string, looking: RequestCall): Promise<Result<boolean>> => {
    const person = await lookUpPerson(library, id, looking);
    return person.ok ? success(person.value === undefined) : person;
  };
  return checkAfter(sent, { otherwise: 'was not merged', isSo }, call);
}

/** A failed request keeps its failure, but one about the target must not look like one about a source. */
function outcomesOf(answer: Result<BulkIdResponseDto[]>): Result<readonly ItemOutcome[]> {
  if (!answer.ok) {
    const { failure } = answer;
    return failure.code === 'not_found' ? { ok: false, failure: { ...failure, code: 'conflict' } } : answer;
  }
  return success(
    answer.value.map(({ id, success: ok, error }) => {
      const reason = `${error ?? 'unknown'}`;
      return ok ? { id, ok } : { id, ok, error: reasons[reason] ?? reason };
    }),
  );
}
