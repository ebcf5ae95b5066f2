/** Titles of albums that people made: PhotoPrism keeps no two that are alike when it makes one, and hands over the old one. */
import { counted } from '../../catalog/counted.ts';
import { foldText } from '../../catalog/fold-text.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { type AlbumRow, albumRow } from '../album-row.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readWholeList } from '../whole-list.ts';

/** Albums that people made, which alone can stand in each other's way. */
export async function handmadeAlbums(
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly AlbumRow[]>> {
  const all = await readWholeList(library, { path: ['albums'], query: { type: 'album' }, row: albumRow }, call);
  return all.ok ? success(all.value.rows.filter(({ Type }) => Type === 'album')) : all;
}

/** Fails where one of these albums has the title, whatever its case and accents. */
export function requireFreeTitle(title: string, others: readonly AlbumRow[]): Result<undefined> {
  const twin = others.find((album) => foldText(album.Title) === foldText(title));
  return twin === undefined ? success(undefined) : titleTaken(twin);
}

/** What is told of an album that is there already. */
export function titleTaken({ UID, Title, PhotoCount }: AlbumRow): Result<never> {
  const photos = PhotoCount === undefined ? '' : ` with ${counted(PhotoCount, 'photo')}`;
  return failed(
    'conflict',
    `There is an album ${JSON.stringify(shortText(Title, 60))} already: ${UID}${photos}. Nothing was changed.`,
    'Use that one, or choose another title: PhotoPrism takes two albums whose titles are alike for one.',
  );
}
