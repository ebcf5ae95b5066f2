/** The assets of an album, a search, a group of duplicates, a day, or a list of ids, page by page. */
import type { AssetResponseDto } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { LookingCall, SelectedPage, Selection } from '../../viewing/eyes.ts';
import type { ImmichLibrary } from '../connection.ts';
import type { PageWanted } from '../listing/assets.ts';
import { albumPage } from './album-page.ts';
import { dayPage } from './day-page.ts';
import { lookUp } from './look-up.ts';
import { searchPage } from './search-page.ts';
import { isInSight, seenAsset } from './seen-asset.ts';

/** One page of assets as a library sends them. */
export interface FoundPage {
  readonly items: readonly AssetResponseDto[];
  readonly total: number;
  readonly exact: boolean;
  readonly how?: string;
}

/** One page of the selection, `page` from 1. */
export async function select(
  library: ImmichLibrary,
  selection: Selection,
  page: PageWanted,
  call: LookingCall,
): Promise<Result<SelectedPage>> {
  switch (selection.by) {
    case 'ids':
      return idsPage(library, selection.ids, page, call);
    case 'duplicates':
      return groupPage(library, selection.id, page, call);
    case 'album':
      return shown(await albumPage(library, selection.id, page, call));
    case 'day':
      return shown(await dayPage(library, selection.day, page, call));
    case 'search':
      return shown(await searchPage(library, selection.text, page, call));
  }
}

function shown(found: Result<FoundPage>): Result<SelectedPage> {
  if (!found.ok) return found;
  const { items, ...facts } = found.value;
  return success({ ...facts, assets: items.filter(isInSight).map(seenAsset) });
}

async function idsPage(
  library: ImmichLibrary,
  ids: readonly string[],
  { page, size }: PageWanted,
  call: LookingCall,
): Promise<Result<SelectedPage>> {
  const looked = await lookUp(library, ids.slice((page - 1) * size, page * size), call);
  if (!looked.ok) return looked;
  const { found, missing, hidden } = looked.value;
  return success({ assets: found, missing, hidden, total: ids.length, exact: true });
}

async function groupPage(
  library: ImmichLibrary,
  id: string,
  page: PageWanted,
  call: LookingCall,
): Promise<Result<SelectedPage>> {
  const { signal, progress = () => {} } = call;
  const looked = await library.duplicates.look({ refresh: false }, { signal, progress });
  if (!looked.ok) return looked;
  if (!looked.value.ready) {
    return failed('unavailable', 'The duplicates are still being read.', 'Try again in a moment.');
  }
  const group = looked.value.groups.find((known) => known.id === id.toLowerCase());
  if (group === undefined) return failed('not_found', 'There is no duplicate group with this id.');
  const members = group.members.map((member) => member.id);
  return idsPage(library, members, page, call);
}
