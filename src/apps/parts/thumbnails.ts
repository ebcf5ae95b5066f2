/** Fetches thumbnails for what is seen, many in one call, and keeps them. */
import type { Thumbnails } from '../../catalog/pages/thumbnails.ts';
import type { Host } from '../host/connect.ts';

export interface ThumbnailShelf {
  /** Puts the picture of this asset into `image` as soon as it is there; marks it with `data-state` `missing` where there is none. */
  show(id: string, image: HTMLImageElement): void;
}

/** What one call asks for at most. */
const most = 60;

const nothing: Thumbnails = { pictures: {}, none: [], later: [] };

/** Pictures that are kept; older ones are fetched again when they are seen again. */
const kept = { thumb: 600, preview: 24 } as const;

/**
 * Waits a moment after the first wish, so that one call fetches what one scroll brought into view; the newest wishes come
 * first. An image that left the page meanwhile is not fetched for.
 */
export function openThumbnails(host: Pick<Host, 'callTool'>, size: 'thumb' | 'preview' = 'thumb'): ThumbnailShelf {
  const known = new Map<string, string | undefined>();
  const wanted = new Map<string, HTMLImageElement[]>();
  let isFetching = false;

  function keep(id: string, address: string | undefined): void {
    known.delete(id);
    known.set(id, address);
    const [oldest] = known.keys();
    if (known.size > kept[size] && oldest !== undefined) known.delete(oldest);
    for (const image of wanted.get(id) ?? []) fill(image, address);
    wanted.delete(id);
  }

  function nextIds(): string[] {
    for (const [id, images] of wanted) if (!images.some((image) => image.isConnected)) wanted.delete(id);
    return [...wanted.keys()].reverse().slice(0, most);
  }

  async function fetchAll(): Promise<void> {
    isFetching = true;
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (let ids = nextIds(); ids.length > 0; ids = nextIds()) {
      const answer = await host.callTool<Thumbnails>('page_thumbnails', { asset_ids: ids, size });
      const { pictures, later }: Thumbnails = answer.ok ? answer.data : nothing;
      const isStuck = later.length >= ids.length;
      for (const id of ids) if (isStuck || !later.includes(id)) keep(id, pictures[id]);
    }
    isFetching = false;
  }

  return {
    show: (id, image) => {
      if (known.has(id)) return fill(image, known.get(id));
      image.dataset.state = 'loading';
      const images = wanted.get(id) ?? [];
      wanted.delete(id);
      wanted.set(id, [...images, image]);
      if (!isFetching) void fetchAll();
    },
  };
}

function fill(image: HTMLImageElement, address: string | undefined): void {
  image.dataset.state = address === undefined ? 'missing' : 'shown';
  // Only pictures in the answer itself: a page must not load anything from elsewhere.
  if (address?.startsWith('data:image/')) image.src = address;
}
