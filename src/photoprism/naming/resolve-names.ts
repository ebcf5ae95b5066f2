/** Puts uids in place of the names of PhotoPrism's photos, albums, labels and people. */
import type * as z from 'zod';
import { counted } from '../../catalog/counted.ts';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { Named } from '../../naming/named.ts';
import { type NamingRules, nameResolver } from '../../naming/resolve-names.ts';
import { albumRow } from '../album-row.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { labelRow } from '../label-row.ts';
import { subjectRow } from '../subject-row.ts';
import { readWholeList } from '../whole-list.ts';
import { photosNamed } from './named-photos.ts';
import { isUid, type Nameable } from './uid.ts';

type Known = (library: PhotoPrismLibrary, call: RequestCall) => Promise<Result<readonly Named[]>>;

/** What a library has few enough of to list; photos are searched for instead. */
const known: Readonly<Record<Exclude<Nameable, 'photo'>, Known>> = {
  album: (library, call) =>
    list(library, { path: ['albums'], row: albumRow }, call, ({ UID, Title, Type, PhotoCount }) => ({
      id: UID,
      name: Title,
      facts: [Type, PhotoCount === undefined ? '' : counted(PhotoCount, 'photo')]
        .filter((fact) => fact !== '')
        .join(', '),
    })),
  label: (library, call) =>
    list(library, { path: ['labels'], query: { all: true }, row: labelRow }, call, ({ UID, Name, PhotoCount }) => ({
      id: UID,
      name: Name,
      facts: PhotoCount === undefined ? '' : counted(PhotoCount, 'photo'),
    })),
  person: (library, call) =>
    list(
      library,
      { path: ['subjects'], query: { type: 'person' }, row: subjectRow },
      call,
      ({ UID, Name, Hidden }) => ({
        id: UID,
        name: Name,
        facts: Hidden ? 'hidden' : '',
      }),
    ),
};

async function list<Row>(
  library: PhotoPrismLibrary,
  wanted: {
    readonly path: readonly string[];
    readonly query?: Record<string, string | boolean>;
    readonly row: z.ZodType<Row>;
  },
  call: RequestCall,
  named: (row: Row) => Named,
): Promise<Result<readonly Named[]>> {
  const all = await readWholeList(library, wanted, call);
  return all.ok ? success(all.value.rows.map(named).filter(({ name }) => name !== '')) : all;
}

/** What in PhotoPrism can be named, and where its names are found. */
export const namingRules: NamingRules<Nameable, PhotoPrismLibrary> = {
  plurals: { photo: 'photos', album: 'albums', label: 'labels', person: 'people' },
  isId: isUid,
  async candidates(kind, names, library, call) {
    if (kind === 'photo') return inParallel(names, (name) => photosNamed(library, name, call));
    const all = await known[kind](library, call);
    return all.ok ? success(names.map(() => all.value)) : all;
  },
};

/** The arguments with uids in place of names; fails where a name is unknown or several things have it. */
export const resolveNames = nameResolver(namingRules);
