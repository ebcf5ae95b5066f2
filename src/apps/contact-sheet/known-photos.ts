/** Which photos were asked for, and what is known of them. */
import type { PageAsset } from '../../catalog/pages/assets.ts';

export interface KnownPhotos {
  readonly assets: readonly PageAsset[];
  /** Of the whole selection, as far as it is known. */
  readonly total: number;
  readonly exact: boolean;
  /** Whether there are more than have been fetched. */
  readonly hasMore: boolean;
  /** How it was searched, in words. */
  readonly how: string | undefined;
  /** Assets that were asked for and cannot be shown. */
  readonly left: { readonly missing: number; readonly hidden: number };
}

/** Tool arguments that say which assets; whatever else the tool takes does not matter to the sheet. */
const selectors = ['asset_ids', 'album_id', 'search', 'duplicate_id', 'day', 'library'];

/** What of a tool's arguments says which assets. */
export function selectionOf(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([name, value]) => selectors.includes(name) && value !== null));
}
