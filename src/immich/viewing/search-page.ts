/** Assets by words: what they show where the server can tell, otherwise what is written of them. */
import { AssetVisibility, searchSmart } from '@immich/sdk';
import { type Failure, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { assetsOf, listAssetsInOrder, type PageWanted } from '../listing/assets.ts';
import { literally } from '../listing/part-of-text.ts';
import type { FoundPage } from './select.ts';

/** The best matches first; `how` says which search it was. */
export async function searchPage(
  library: ImmichLibrary,
  text: string,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<FoundPage>> {
  const smartSearchDto = { query: text, ...wanted, withExif: true, visibility: AssetVisibility.Timeline };
  const answer = await library.request((sdk) => searchSmart({ smartSearchDto }, sdk), call);
  if (!answer.ok) return lacksMachineLearning(answer.failure) ? searchTexts(library, text, wanted, call) : answer;
  const assets = assetsOf(answer.value, library);
  if (!assets.ok) return assets;
  const { items, nextPage } = assets.value;
  const seen = (wanted.page - 1) * wanted.size + items.length;
  // A ranking has no end: every asset matches more or less.
  return success({ items, total: nextPage ? seen + 1 : seen, exact: !nextPage, how: 'smart search' });
}

/** It is off, or does not answer at the moment; the library itself may. */
function lacksMachineLearning({ code, message }: Failure): boolean {
  return message.includes('Smart search is not enabled') || (code === 'unavailable' && /\(5\d\d/.test(message));
}

/** Those whose file name has the text in it, then those whose description does. */
async function searchTexts(
  library: ImmichLibrary,
  text: string,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<FoundPage>> {
  const common = { visibility: AssetVisibility.Timeline };
  const filters = [
    { ...common, originalFileName: literally(text) },
    { ...common, description: literally(text) },
  ];
  const found = await listAssetsInOrder(library, filters, wanted, call);
  if (!found.ok) return found;
  const once = new Map(found.value.items.map((asset) => [asset.id, asset]));
  const items = [...once.values()];
  const how = 'file names and descriptions: smart search is not available';
  if (found.value.items.length === found.value.total) return success({ items, total: items.length, exact: true, how });
  const twice = `${how}; what matches both ways counts twice`;
  return success({ items, total: found.value.total, exact: true, how: twice });
}
