/** Which photos came into the library meanwhile: PhotoPrism says of no work which ones it made. */
import { mostIds } from '../../catalog/list-arguments.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotos, readPhotoUids } from '../paging.ts';

/** How the library was at a moment, as far as it tells who came after it. */
export interface Moment {
  /** When the latest photo came, by the server's clock; undefined of a library without photos. */
  readonly latest: string | undefined;
  /** Photos that came at that time or later. */
  readonly known: ReadonlySet<string>;
}

/** The photos that came since, by whomever; not `complete` where there are more than a change takes. */
export interface Newcomers {
  readonly uids: readonly string[];
  readonly complete: boolean;
}

/** The library as it is now. */
export async function readMoment(library: PhotoPrismLibrary, call: RequestCall): Promise<Result<Moment>> {
  const newest = await readPhotos(library, { query: { order: 'added' }, most: 1, chunk: 10 }, call);
  if (!newest.ok) return newest;
  const created = newest.value.photos[0]?.CreatedAt;
  const latest = typeof created === 'string' ? created.replace(/\.\d+Z$/, 'Z') : undefined;
  const known = await readSince(latest, library, call);
  return known.ok ? success({ latest, known: new Set(known.value.uids) }) : known;
}

/** Who came since. Photos whose sidecar files say that they came long ago are not among them. */
export async function readNewcomers(
  { latest, known }: Moment,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Newcomers>> {
  const since = await readSince(latest, library, call);
  if (!since.ok) return since;
  const { uids, complete } = since.value;
  return success({ uids: uids.filter((uid) => !known.has(uid)), complete });
}

function readSince(latest: string | undefined, library: PhotoPrismLibrary, call: RequestCall) {
  const query = { order: 'added', ...(latest === undefined ? {} : { added: latest }) };
  return readPhotoUids(library, { query, most: mostIds }, call);
}
