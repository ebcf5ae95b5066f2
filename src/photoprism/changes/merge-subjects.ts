/** Making one person of two: what goes over, and what is needed to tell them apart again. */
import type { ChangeItem } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotoUids } from '../paging.ts';
import type { SubjectRow } from '../subject-row.ts';
import { facesIn, markerState } from './marker-states.ts';
import { subjectState } from './subject-states.ts';

/** Photos whose faces are written down: each is a request. */
const mostPhotos = 1000;

export interface Merge {
  /** The person who goes, and each of their faces. */
  readonly items: readonly ChangeItem[];
  readonly photos: number;
  /** Undefined where there are too many to write down. */
  readonly faces: number | undefined;
}

/** Reads what becomes of `goes` when PhotoPrism makes them one with `stays`: all their faces go over. */
export async function planMerge(
  goes: SubjectRow,
  stays: SubjectRow,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Merge>> {
  const person: ChangeItem = {
    kind: 'photoprism_subject',
    id: goes.UID,
    before: { ...subjectState(goes), mergedInto: stays.UID },
    after: null,
  };
  const photoUids = new Set<string>();
  for (const archived of [undefined, true]) {
    const query = { subject: goes.UID, order: 'oldest', archived };
    const found = await readPhotoUids(library, { query, most: mostPhotos }, call);
    if (!found.ok) return found;
    for (const uid of found.value.uids) photoUids.add(uid);
    if (!found.value.complete) {
      return success({ items: [person], photos: goes.PhotoCount ?? photoUids.size, faces: undefined });
    }
  }
  const uids = [...photoUids];
  const read = await inParallel(uids, (uid) => facesIn(uid, library, call));
  if (!read.ok) return read;
  const faces = uids.flatMap((photoId, at): ChangeItem[] =>
    (read.value[at] ?? [])
      .filter(({ SubjUID }) => SubjUID === goes.UID)
      .map((marker) => ({
        kind: 'photoprism_marker',
        id: marker.UID,
        before: markerState(marker, photoId),
        after: { photoId, SubjUID: stays.UID },
      })),
  );
  return success({ items: [person, ...faces], photos: uids.length, faces: faces.length });
}
