/** The details of contents, read from their thumbnails; of those that were asked for last, kept. */
import { ensureRenditions } from '../indexing/remake-renditions.ts';
import { type PictureDetail, readDetail } from '../media/picture-detail.ts';
import { thumbnailPath } from '../media/rendition-paths.ts';
import { assetsInOrder } from '../store/asset-rows.ts';
import type { Store } from '../store/open.ts';
import type { Content } from './load-contents.ts';

/** About 50 kB each. */
const mostKept = 500;

export class ThumbnailDetails {
  readonly #store: Store;
  readonly #dataDir: string;
  readonly #kept = new Map<string, Promise<PictureDetail | null>>();

  constructor(store: Store, dataDir: string) {
    this.#store = store;
    this.#dataDir = dataDir;
  }

  /** Null where there is no thumbnail and none can be made. Rejects when the data directory cannot be written. */
  of(content: Content): Promise<PictureDetail | null> {
    const detail = this.#kept.get(content.checksum) ?? this.#read(content);
    // Put at the end again: what was asked for longest ago comes first.
    this.#kept.delete(content.checksum);
    this.#kept.set(content.checksum, detail);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return detail;
  }

  async #read({ rows }: Content): Promise<PictureDetail | null> {
    for (const asset of await assetsInOrder(this.#store, rows.slice(0, 1))) {
      await ensureRenditions(this.#dataDir, asset);
      return readDetail(thumbnailPath(this.#dataDir, asset.id)).catch(() => null);
    }
    return null;
  }
}
