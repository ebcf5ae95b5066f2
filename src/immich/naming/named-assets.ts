/** Finds assets by their file names. */
import { type AssetResponseDto, searchAssets } from '@immich/sdk';
import { foldText } from '../../catalog/fold-text.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Named } from '../../naming/named.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { assetsOf } from '../listing/assets.ts';
import { literally } from '../listing/part-of-text.ts';

const pageSize = 1000;
/** Pages of partial matches that are looked through for one name. */
const mostPages = 10;

/** The assets whose file name contains `name`, without the hidden clips of Live Photos, the trash and locked ones. */
export async function assetsNamed(
  library: ImmichLibrary,
  name: string,
  call: RequestCall,
): Promise<Result<readonly Named[]>> {
  const found: Named[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const metadataSearchDto = { originalFileName: literally(name), page, size: pageSize };
    const answer = await library.request((sdk) => searchAssets({ metadataSearchDto }, sdk), call);
    const assets = answer.ok ? assetsOf(answer.value, library) : answer;
    if (!assets.ok) return assets;
    const { items, nextPage } = assets.value;
    // Immich drops more accents than we do: only what contains the name is one of its assets.
    const alike = items.filter((asset) => foldText(asset.originalFileName).includes(foldText(name)));
    found.push(...alike.filter((asset) => asset.visibility !== 'hidden').map(namedAsset));
    if (!nextPage) return success(found);
  }
  return failed('invalid_input', `Too many file names contain ${JSON.stringify(name)}.`, 'Give the id.');
}

function namedAsset(asset: AssetResponseDto): Named {
  const name = asset.originalFileName;
  const stem = name.replace(/\.[^.]*$/, '');
  // Copies of one picture share its name and its day, but not the folder.
  const folder = asset.originalPath.split(/[\\/]/).at(-2) ?? '';
  const taken = `taken ${asset.localDateTime.slice(0, 10)}`;
  return { id: asset.id, name, shortNames: [stem], facts: folder === '' ? taken : `${taken}, in ${folder}` };
}
