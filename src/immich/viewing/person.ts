/** The faces of a person, as Immich found them in assets. */
import { type AssetFaceResponseDto, AssetOrder, getFaces, getPerson, getPersonStatistics } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { LookingCall, Region, SeenPerson } from '../../viewing/eyes.ts';
import { largestOf, regionBetween } from '../../viewing/face-box.ts';
import { facesOverTime, type Sightings } from '../../viewing/faces-over-time.ts';
import type { ImmichLibrary } from '../connection.ts';
import { readPage } from '../listing/assets.ts';
import { isInSight, seenAsset } from './seen-asset.ts';

/**
 * The person with this id, and at most `most` of their faces. The picture that Immich keeps of a person is not among them:
 * nobody can tell which asset it was cut from, and that may be locked by now.
 */
export async function seenPerson(
  id: string,
  most: number,
  library: ImmichLibrary,
  call: LookingCall,
): Promise<Result<SeenPerson>> {
  const [person, counted, faces] = await Promise.all([
    library.request((sdk) => getPerson({ id }, sdk), call),
    library.request((sdk) => getPersonStatistics({ id }, sdk), call),
    facesOverTime(sightingsOf(id, library, call), most),
  ]);
  if (!person.ok) return person;
  if (!faces.ok) return faces;
  // A key may be allowed to read a person but not to count.
  if (!counted.ok && counted.failure.code !== 'denied') return counted;
  const assets = counted.ok ? counted.value.assets : undefined;
  return success({ id, name: person.value.name, assets, faces: faces.value });
}

function sightingsOf(personId: string, library: ImmichLibrary, call: LookingCall): Sightings {
  return {
    async find(order, most, between) {
      const range =
        between === undefined
          ? {}
          : { takenAfter: new Date(between.from).toISOString(), takenBefore: new Date(between.to).toISOString() };
      const direction = order === 'oldest' ? AssetOrder.Asc : AssetOrder.Desc;
      const filter = { personIds: [personId], order: direction, ...range };
      const found = await readPage(library, filter, { page: 1, size: most }, call);
      if (!found.ok) return found;
      const shown = found.value.items.filter(isInSight);
      return success(shown.map((asset) => ({ asset: seenAsset(asset), at: Date.parse(asset.fileCreatedAt) })));
    },
    async faceIn({ id }) {
      const faces = await library.request((sdk) => getFaces({ id }, sdk), call);
      if (!faces.ok) return faces;
      if (!Array.isArray(faces.value)) {
        return failed('unexpected', `${library.name} does not list faces like Immich.`, 'Check IMMICH_BASE_URL.');
      }
      const own = faces.value.filter(({ person }) => person?.id === personId);
      return success(largestOf(own.flatMap((face) => boxOf(face) ?? [])));
    },
  };
}

/** The rectangle in shares of the picture in which it was found; undefined where it is none. */
function boxOf(face: AssetFaceResponseDto): Region | undefined {
  const { imageWidth: width, imageHeight: height } = face;
  const [left, right] = [face.boundingBoxX1 / width, face.boundingBoxX2 / width];
  return regionBetween(left, face.boundingBoxY1 / height, right, face.boundingBoxY2 / height);
}
