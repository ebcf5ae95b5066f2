/** The faces of a person, as PhotoPrism marks them in the files of photos. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Region, SeenPerson } from '../../viewing/eyes.ts';
import { largestOf, regionBetween } from '../../viewing/face-box.ts';
import { facesOverTime, type Sighting, type Sightings } from '../../viewing/faces-over-time.ts';
import { facesIn } from '../changes/marker-states.ts';
import { requireSubject } from '../changes/subject-states.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotos } from '../paging.ts';
import type { PhotoRow } from '../photo-row.ts';
import { photoSearch } from '../search/photo-search.ts';
import type { MarkerRow } from '../subject-row.ts';
import { isShown, seenPhoto } from './seen-photo.ts';

const dayMs = 86_400_000;

/** The person with this uid, and at most `most` of their faces in photos that are not private. */
export async function seenPerson(
  uid: string,
  most: number,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<SeenPerson>> {
  const subject = await requireSubject(uid, library, call);
  if (!subject.ok) return subject;
  const { Name: name, PhotoCount: assets, Private: isPrivate } = subject.value;
  if (isPrivate) return failed('refused', 'This person is private in PhotoPrism: their faces are shown by no tool.');
  const faces = await facesOverTime(sightingsOf(uid, library, call), most);
  return faces.ok ? success({ id: uid, name, assets, faces: faces.value }) : faces;
}

function sightingsOf(uid: string, library: PhotoPrismLibrary, call: RequestCall): Sightings {
  return {
    async find(order, most, between) {
      const query = photoSearch({ filters: { subject: uid, public: true, ...daysOf(between) }, order });
      if (!query.ok) return query;
      const found = await readPhotos(library, { query: query.value, most, chunk: 4 * most }, call);
      return found.ok ? success(found.value.photos.filter(isShown).map(sightingOf)) : found;
    },
    async faceIn({ id }) {
      const markers = await facesIn(id, library, call);
      if (!markers.ok) return markers;
      const own = (markers.value ?? []).filter(({ SubjUID }) => SubjUID === uid);
      return success(largestOf(own.flatMap((marker) => boxOf(marker) ?? [])));
    },
  };
}

/** PhotoPrism searches by whole days: `after` with that day, `before` without it. */
function daysOf(between: { readonly from: number; readonly to: number } | undefined) {
  if (between === undefined) return {};
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { after: day(between.from), before: day(between.to + dayMs) };
}

function sightingOf(photo: PhotoRow): Sighting {
  return { asset: seenPhoto(photo), at: Date.parse(photo.TakenAt ?? '') };
}

/** The marker's place in shares of the picture; undefined where it has none. */
function boxOf({ X: x = Number.NaN, Y: y = Number.NaN, W: width = 0, H: height = 0 }: MarkerRow): Region | undefined {
  return regionBetween(x, y, x + width, y + height);
}
