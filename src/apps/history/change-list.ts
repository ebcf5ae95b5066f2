/** Fetches changes as they come near, page by page. */
import type { HistoryChange, HistoryPage } from '../../catalog/pages/history.ts';
import type { Host } from '../host/connect.ts';

export interface ChangeList {
  readonly total: number;
  /** Whether the first answer has come. */
  readonly isKnown: boolean;
  readonly failure: string | undefined;
  readonly canUndo: boolean;
  readonly canSee: boolean;
  /** Undefined while it has not come. */
  at(index: number): HistoryChange | undefined;
  /** Changes that are near, from `first` up to but without `end`. */
  want(first: number, end: number): void;
  /** Forgets what is known, and fetches anew what was wanted last. */
  renew(): Promise<void>;
  /** Takes another part of the history. */
  filter(filter: Readonly<Record<string, unknown>>): void;
}

const pageSize = 50;

/** `changed` is told whenever something came, or did not. */
export function openChangeList(
  host: Pick<Host, 'callTool'>,
  first: Readonly<Record<string, unknown>>,
  changed: () => void,
): ChangeList {
  let pages = new Map<number, readonly HistoryChange[]>();
  let filter = first;
  let wanted: readonly [number, number] = [0, 1];
  let total = 0;
  let isKnown = false;
  let [canUndo, canSee] = [false, false];
  let failure: string | undefined;
  let running: Promise<void> | undefined;

  const pageOf = (index: number) => Math.floor(index / pageSize) + 1;

  function missing(): number | undefined {
    const [from, end] = [pageOf(wanted[0]), pageOf(Math.max(wanted[0], wanted[1] - 1))];
    for (let page = from; page <= end; page += 1) if (!pages.has(page)) return page;
    return undefined;
  }

  async function fetchPage(page: number): Promise<void> {
    const asked = filter;
    const answer = await host.callTool<HistoryPage>('page_history', { ...asked, page, page_size: pageSize });
    // Meanwhile something else was asked for.
    if (asked !== filter) return;
    failure = answer.ok ? undefined : answer.message;
    if (!answer.ok) return;
    pages.set(page, answer.data.changes);
    ({ total, can_undo: canUndo, can_see: canSee } = answer.data);
    isKnown = true;
  }

  async function fetchMissing(): Promise<void> {
    for (let page = missing(); page !== undefined; page = missing()) {
      await fetchPage(page);
      changed();
      if (failure !== undefined) return;
    }
  }

  function fetchOn(): Promise<void> {
    running ??= fetchMissing().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    get total() {
      return total;
    },
    get isKnown() {
      return isKnown;
    },
    get failure() {
      return failure;
    },
    get canUndo() {
      return canUndo;
    },
    get canSee() {
      return canSee;
    },
    at: (index) => pages.get(pageOf(index))?.[index % pageSize],
    want: (from, end) => {
      wanted = [from, end];
      if (failure === undefined && missing() !== undefined) void fetchOn();
    },
    renew: async () => {
      await running;
      pages = new Map();
      failure = undefined;
      await fetchOn();
    },
    filter: (next) => {
      filter = next;
      pages = new Map();
      wanted = [0, 1];
      [isKnown, total, failure] = [false, 0, undefined];
      changed();
      void fetchOn();
    },
  };
}
