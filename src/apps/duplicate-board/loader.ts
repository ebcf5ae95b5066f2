/** Fetches the facts of groups as they come near, one call at a time, the latest wish first. */
import type { Duplicates } from '../../catalog/pages/duplicates.ts';
import type { Host } from '../host/connect.ts';
import type { Book } from './book.ts';

export interface Loader {
  /** Groups that are near; replaces the wish before. */
  want(ids: readonly string[]): void;
  /** Fetches the facts of all of them; the failure, where that did not work. */
  fetchAll(ids: readonly string[], progress: (done: number) => void): Promise<string | undefined>;
}

/** Groups in one call. */
const most = 60;
/** Milliseconds after a failure in which nothing is asked again. */
const pause = 3000;

/** Tells which groups have come, or are gone, and what went wrong. */
export interface LoaderTold {
  came(ids: readonly string[]): void;
  gone(ids: readonly string[]): void;
  failed(message: string): void;
}

/** Puts what it fetches into `book`. */
export function openLoader(host: Pick<Host, 'callTool'>, book: Book, told: LoaderTold): Loader {
  let wanted: readonly string[] = [];
  let isFetching = false;

  async function fetchSome(ids: readonly string[]): Promise<string | undefined> {
    const answer = await host.callTool<Duplicates>('page_duplicates', { duplicate_ids: ids });
    if (!answer.ok) return answer.message;
    if (!answer.data.cache_ready) return 'The duplicates are being read again.';
    const { groups, gone } = answer.data;
    if (groups.length + gone.length === 0) return 'The server sent none of the groups.';
    book.learn(groups);
    if (gone.length > 0) told.gone(gone);
    told.came(groups.map(({ id }) => id));
    return undefined;
  }

  const missing = (ids: readonly string[]) => ids.filter((id) => book.group(id) === undefined);

  async function fetchWanted(): Promise<void> {
    isFetching = true;
    // What one scroll brings near comes in one call.
    await wait(20);
    for (let ids = missing(wanted).slice(0, most); ids.length > 0; ids = missing(wanted).slice(0, most)) {
      const failure = await fetchSome(ids);
      if (failure === undefined) wanted = wanted.filter((id) => !ids.includes(id) || isHere(id));
      else {
        told.failed(failure);
        await wait(pause);
      }
    }
    isFetching = false;
  }

  const isHere = (id: string) => book.entries.some((entry) => entry.id === id);

  return {
    want: (ids) => {
      wanted = ids;
      if (!isFetching && missing(ids).length > 0) void fetchWanted();
    },
    fetchAll: async (ids, progress) => {
      for (let left = missing(ids); left.length > 0; ) {
        progress(ids.length - left.length);
        const failure = await fetchSome(left.slice(0, most));
        if (failure !== undefined) return failure;
        left = missing(left).filter(isHere);
      }
      return undefined;
    },
  };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
