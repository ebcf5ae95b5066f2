/** Looks into a library without taking it into use: nothing is served, made or put right. */
import { closeSqlite } from '../database/close-sqlite.ts';
import { openStore } from './store/open.ts';

export interface LibraryContents {
  readonly assets: number;
  /** Of them, those whose originals are not where they were. */
  readonly offline: number;
  /** Paths of the folders that are indexed, sorted. */
  readonly folders: readonly string[];
  /** Everything that has a name. */
  readonly names: {
    readonly album: readonly Named[];
    readonly tag: readonly Named[];
    readonly person: readonly Named[];
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Reads the database at `file`. Rejects with SQLite's own error where it cannot be opened. */
export async function inspectLibrary(file: string): Promise<LibraryContents> {
  const store = await openStore(file);
  try {
    const folders = await store.selectFrom('folder').select('path').orderBy('path').execute();
    const counts = await store
      .selectFrom('asset')
      .select((select) => [
        select.fn.countAll<number>().as('assets'),
        select.fn.coalesce(select.fn.sum<number>('isOffline'), select.val(0)).as('offline'),
      ])
      .where('heldPath', 'is', null)
      .executeTakeFirstOrThrow();
    const names = {
      album: await store.selectFrom('album').select(['id', 'name']).execute(),
      tag: await store.selectFrom('tag').select(['id', 'value as name']).execute(),
      person: await store.selectFrom('person').select(['id', 'name']).execute(),
    };
    return { ...counts, folders: folders.map(({ path }) => path), names };
  } finally {
    await closeSqlite(store);
  }
}
