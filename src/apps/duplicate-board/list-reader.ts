/** Reads the list of groups, and again while the server is still reading it itself. */
import type { Duplicates, DuplicatesComing, DuplicatesHere } from '../../catalog/pages/duplicates.ts';
import type { Host } from '../host/connect.ts';

/** Milliseconds until a list is looked at again that is still being read; twice as many each time, up to `rarely`. */
const soon = 1500;
const rarely = 24_000;

export interface ListReaderOptions {
  readonly host: Host;
  /** The list as it is, and once more when what was being read anew has been. */
  here(list: DuplicatesHere): void;
  coming(progress: DuplicatesComing['progress']): void;
  failed(message: string): void;
  /** Whether a person is in the middle of something that the list must not change under. */
  isBusy(): boolean;
}

/** Reads when told to; `refresh` has the server ask the library. What was asked for before counts no more. */
export function openListReader({ host, here, coming, failed, isBusy }: ListReaderOptions) {
  let latest = 0;

  /** Undefined where it failed, and where something else has been asked for meanwhile. */
  async function ask(own: number, refresh: boolean, fail: (message: string) => void): Promise<Duplicates | undefined> {
    if (own !== latest) return undefined;
    const answer = await host.callTool<Duplicates>('page_duplicates', refresh ? { refresh } : {});
    if (own !== latest) return undefined;
    if (answer.ok) return answer.data;
    fail(answer.message);
    return undefined;
  }

  async function read(refresh: boolean): Promise<void> {
    latest += 1;
    const own = latest;
    let list = await ask(own, refresh, failed);
    while (list?.cache_ready === false) {
      coming(list.progress);
      await pause(soon);
      list = await ask(own, false, failed);
    }
    if (list === undefined) return;
    here(list);
    if (list.refreshing === true) await readAnew(own);
  }

  /** What is shown already stays where this fails. */
  async function readAnew(own: number): Promise<void> {
    for (let wait = soon; own === latest; wait = Math.min(2 * wait, rarely)) {
      await pause(wait);
      if (isBusy()) continue;
      const list = await ask(own, false, () => {});
      if (list === undefined) return;
      if (list.cache_ready && list.refreshing !== true && !isBusy()) return here(list);
    }
  }

  return { read };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
