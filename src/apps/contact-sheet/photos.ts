/** Fetches the assets of a selection, page after page. */
import type { PageAsset, PageAssets } from '../../catalog/pages/assets.ts';
import type { Host } from '../host/connect.ts';
import type { KnownPhotos } from './known-photos.ts';

export interface Photos extends KnownPhotos {
  readonly isFetching: boolean;
  /** Why the last page did not come. */
  readonly failure: string | undefined;
  /** Fetches on until there are at least so many; also tries again after a failure. */
  want(count: number): void;
}

/** `changed` is told whenever something came, or did not. */
export function openPhotos(
  host: Pick<Host, 'callTool'>,
  selection: Readonly<Record<string, unknown>>,
  changed: () => void,
): Photos {
  const known = new Set<string>();
  const assets: PageAsset[] = [];
  const left = { missing: 0, hidden: 0 };
  let next: number | undefined = 1;
  let [total, exact, wanted] = [0, true, 0];
  let isFetching = false;
  let how: string | undefined;
  let failure: string | undefined;

  function take(page: PageAssets): void {
    // What was added to the library meanwhile moves the pages: no asset is shown twice.
    for (const asset of page.assets) {
      if (known.has(asset.id)) continue;
      known.add(asset.id);
      assets.push(asset);
    }
    ({ total, exact, how, next_page: next } = { how: undefined, next_page: undefined, ...page });
    left.missing += page.missing ?? 0;
    left.hidden += page.hidden ?? 0;
  }

  async function fetchOn(): Promise<void> {
    isFetching = true;
    failure = undefined;
    while (next !== undefined && assets.length < wanted && failure === undefined) {
      const answer = await host.callTool<PageAssets>('page_assets', { ...selection, page: next });
      if (answer.ok) take(answer.data);
      else failure = answer.message;
      isFetching = next !== undefined && assets.length < wanted && failure === undefined;
      changed();
    }
    isFetching = false;
  }

  return {
    assets,
    left,
    get total() {
      return Math.max(total, assets.length);
    },
    get exact() {
      return exact;
    },
    get hasMore() {
      return next !== undefined;
    },
    get isFetching() {
      return isFetching;
    },
    get how() {
      return how;
    },
    get failure() {
      return failure;
    },
    want: (count) => {
      wanted = Math.max(wanted, count);
      if (!isFetching && next !== undefined && assets.length < wanted) void fetchOn();
    },
  };
}
