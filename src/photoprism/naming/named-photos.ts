/** Finds photos by the names of their files, and by their titles. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Named } from '../../naming/named.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotos } from '../paging.ts';
import type { PhotoRow } from '../photo-row.ts';
import { fileNameOf } from '../present/photo.ts';
import { photoSearch } from '../search/photo-search.ts';

/** Photos that are looked through for one name. */
const most = 500;

/** The photos whose file or title has this name, those in the archive included. */
export async function photosNamed(
  library: PhotoPrismLibrary,
  name: string,
  call: RequestCall,
): Promise<Result<readonly Named[]>> {
  const stem = name.replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '');
  const found = new Map<string, Named>();
  for (const archived of [false, true]) {
    for (const filters of [{ name: [stem] }, { title: [name] }]) {
      const query = photoSearch({ filters: { ...filters, archived }, order: 'added' });
      if (!query.ok) return query;
      const photos = await readPhotos(library, { query: query.value, most }, call);
      if (!photos.ok) return photos;
      if (!photos.value.complete) {
        return failed(
          'invalid_input',
          `Too many photos are called ${JSON.stringify(name.slice(0, 60))}.`,
          'Give the id.',
        );
      }
      for (const photo of photos.value.photos) found.set(photo.UID, namedPhoto(photo));
    }
  }
  return success([...found.values()]);
}

function namedPhoto(photo: PhotoRow): Named {
  const name = fileNameOf(photo);
  const folder = (photo.FileName ?? '').split('/').slice(0, -1).join('/');
  const facts = [`taken ${(photo.TakenAtLocal ?? '').slice(0, 10)}`, folder === '' ? '' : `in ${folder}`];
  return {
    id: photo.UID,
    name,
    shortNames: [name.replace(/\.[^.]*$/, ''), ...(photo.Title ? [photo.Title] : [])],
    facts: facts.filter((fact) => fact !== '').join(', '),
  };
}
