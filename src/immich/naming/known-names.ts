/** The names that a library has: all of its albums, people or tags. */
import type { AlbumResponseDto, PersonResponseDto } from '@immich/sdk';
import { counted } from '../../catalog/counted.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { Named } from '../../naming/named.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { listAlbums } from '../listing/albums.ts';
import { listPeople } from '../listing/people.ts';
import { listTags } from '../listing/tags.ts';
import type { Nameable } from './reference.ts';

/** What a library has few enough of to list; its assets are searched for instead. */
export type Listable = Exclude<Nameable, 'asset'>;

/** Reads everything of that kind that has a name. */
export const knownNames: Readonly<
  Record<Listable, (library: ImmichLibrary, call: RequestCall) => Promise<Result<readonly Named[]>>>
> = {
  album: async (library, call) => {
    const albums = await listAlbums(library, undefined, call);
    return albums.ok ? success(albums.value.map(namedAlbum)) : albums;
  },
  person: async (library, call) => {
    const all = await listPeople(library, true, call);
    return all.ok ? success(all.value.people.filter(({ name }) => name !== '').map(namedPerson)) : all;
  },
  tag: async (library, call) => {
    const tags = await listTags(library, call);
    if (!tags.ok) return tags;
    return success(tags.value.map(({ id, value, name }) => ({ id, name: value, shortNames: [name], facts: '' })));
  },
};

function namedAlbum({ id, albumName, assetCount, startDate }: AlbumResponseDto): Named {
  const since = startDate === undefined || startDate === null ? '' : ` from ${startDate.slice(0, 10)}`;
  return { id, name: albumName, facts: `${counted(assetCount, 'asset')}${since}` };
}

function namedPerson({ id, name, birthDate, isHidden }: PersonResponseDto): Named {
  const born = birthDate === null ? '' : `born ${birthDate}`;
  return { id, name, facts: [born, isHidden ? 'hidden' : ''].filter((fact) => fact !== '').join(', ') };
}
