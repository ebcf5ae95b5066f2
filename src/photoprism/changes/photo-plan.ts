/** What plans of changes of many photos share: which photos are meant, which need the change, which may not have it. */
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { tellAffected } from '../../changing/tell.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { PhotoDetail } from '../photo-detail.ts';
import { type KnownPhoto, lookUpSomePhotos } from './photo-lookup.ts';

export interface PhotosMeant {
  readonly affected: readonly KnownPhoto[];
  /** Photos that were as wanted before. */
  readonly already: number;
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
}

/** The photos of a change that stay for `apply`, by their uids. */
export interface PhotosLeft {
  readonly ids: readonly string[];
  readonly already: number;
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
}

export interface Sorting {
  /** True of a photo that is as wanted already. */
  isSo(photo: PhotoDetail): boolean;
  /** Why the photo may not have the change; undefined where it may. */
  object?(photo: PhotoDetail): string | undefined;
}

/** Looks the photos up and sorts them. Fails where none of them exists. */
export async function photosMeant(
  ids: readonly string[],
  { isSo, object }: Sorting,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<PhotosMeant>> {
  const looked = await lookUpSomePhotos(library, ids, call);
  if (!looked.ok) return looked;
  const { found, missing } = looked.value;
  const others = found.filter(({ detail }) => !isSo(detail));
  const refused = others.flatMap(({ id, detail }): ItemOutcome[] => {
    const error = object?.(detail);
    return error === undefined ? [] : [{ id, ok: false, error }];
  });
  const closed = new Set(refused.map(({ id }) => id));
  const affected = others.filter(({ id }) => !closed.has(id));
  return success({ affected, already: found.length - others.length, refused, missing });
}

export function photosLeft({ affected, already, refused, missing }: PhotosMeant): PhotosLeft {
  return { ids: affected.map(({ id }) => id), already, refused, missing };
}

/** The photos that a change would touch, as a preview shows them. */
export function tellPhotos(photos: readonly KnownPhoto[], views?: readonly JsonObject[]): JsonObject {
  return tellAffected(photos, views, 'photo_ids');
}

/** One item for each photo: what is written down about it before and after. */
export function photoItems(
  photos: readonly KnownPhoto[],
  before: (photo: PhotoDetail) => JsonObject,
  after: (photo: PhotoDetail) => JsonObject | null,
): ChangeItem[] {
  return photos.map(({ id, detail }) => ({
    kind: 'photoprism_photo',
    id,
    before: before(detail),
    after: after(detail),
  }));
}

/** How many photos each name stands for, the most first; undefined where there is none. */
export function topNames(names: readonly string[], most = 20): JsonObject | undefined {
  if (names.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]).slice(0, most));
}
