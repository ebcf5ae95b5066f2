/** All assets that match, wherever they are: the timeline, the archive, hidden clips, the trash. */
import { type AssetResponseDto, AssetVisibility } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { type AssetFilter, readPage } from './assets.ts';

/** Assets in one answer of a search: the most that Immich gives. */
const pageSize = 1000;

/** Every asset that a key can reach is in one of these, and either in the trash or not. */
const visibilities = [AssetVisibility.Timeline, AssetVisibility.Archive, AssetVisibility.Hidden];
const places: Pick<AssetFilter, 'trashedAfter'>[] = [{}, { trashedAfter: '1970-01-01T00:00:00.000Z' }];
const corners = visibilities.flatMap((visibility) => places.map((place) => ({ visibility, ...place })));

/** Reads every page of every place; what is locked is out of reach of a key. */
export async function assetsEverywhere(
  library: ImmichLibrary,
  filter: AssetFilter,
  call: RequestCall,
): Promise<Result<AssetResponseDto[]>> {
  const found = await inParallel(corners, (corner) => readAll(library, { ...filter, ...corner }, call));
  if (!found.ok) return found;
  return success([...new Map(found.value.flat().map((asset) => [asset.id, asset])).values()]);
}

async function readAll(
  library: ImmichLibrary,
  filter: AssetFilter,
  call: RequestCall,
): Promise<Result<AssetResponseDto[]>> {
  const assets: AssetResponseDto[] = [];
  for (let page = 1; ; page++) {
    const read = await readPage(library, filter, { page, size: pageSize }, call);
    if (!read.ok) return read;
    assets.push(...read.value.items);
    if (!read.value.nextPage) return success(assets);
  }
}
