/** Finds assets that lack something: an album, tags, people, a description. */
import type { AssetResponseDto } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { type AssetFilter, type AssetPage, countAssets, listAssets, type PageWanted, readPage } from './assets.ts';

/** What an asset can be asked to lack. */
export const lackable = ['album', 'tags', 'people', 'description'] as const;
export type Lackable = (typeof lackable)[number];

/** What the servers have no filter for that all versions share: whether an asset lacks it is read from the asset. */
const lacks: Partial<Record<Lackable, (asset: AssetResponseDto) => boolean>> = {
  people: (asset) => (asset.people ?? []).length === 0,
  description: (asset) => (asset.exifInfo?.description ?? '').trim() === '',
};

/** Assets that are looked through for one answer: some twenty requests, a second or two. */
const mostCandidates = 20_000;
const pageOfCandidates = 1000;

/**
 * One page of what matches `filter` and lacks all of `wanted`, in the server's order, with the true total. Where assets
 * must be looked through one by one, more than 20,000 candidates are refused: no total could be promised.
 */
export async function listLacking(
  library: ImmichLibrary,
  filter: AssetFilter,
  wanted: readonly Lackable[],
  page: PageWanted,
  call: RequestCall,
): Promise<Result<AssetPage>> {
  const candidates = {
    ...filter,
    ...(wanted.includes('album') ? { isNotInAlbum: true } : {}),
    ...(wanted.includes('tags') ? { tagIds: null } : {}),
  };
  const tests = wanted.flatMap((part) => lacks[part] ?? []);
  return tests.length === 0
    ? listAssets(library, candidates, page, call)
    : lookThrough(library, candidates, (asset) => tests.every((test) => test(asset)), page, call);
}

async function lookThrough(
  library: ImmichLibrary,
  filter: AssetFilter,
  test: (asset: AssetResponseDto) => boolean,
  { page, size }: PageWanted,
  call: RequestCall,
): Promise<Result<AssetPage>> {
  const candidates = await countAssets(library, filter, call);
  if (!candidates.ok) return candidates;
  if (candidates.value > mostCandidates) return tooMany(candidates.value);
  const pages = Array.from({ length: Math.ceil(candidates.value / pageOfCandidates) }, (_, index) => index + 1);
  const found = await inParallel(pages, async (number) => {
    const read = await readPage(library, filter, { page: number, size: pageOfCandidates }, call, { withPeople: true });
    return read.ok ? success(read.value.items.filter(test)) : read;
  });
  if (!found.ok) return found;
  const all = found.value.flat();
  return success({ items: all.slice((page - 1) * size, page * size), total: all.length });
}

function tooMany(candidates: number): Result<never> {
  return failed(
    'refused',
    `Missing people or descriptions are found by looking at each asset, and ${candidates} assets match the rest: more than ${mostCandidates}.`,
    'Narrow it: one year at a time (taken_after, taken_before), or add "album" or "tags" to without.',
  );
}
