/** What `page_assets` tells a page. */

export interface PageAsset {
  readonly id: string;
  /** Name of the original file; a stranger's text. */
  readonly file: string;
  /** The clock time at the place, `2024-05-01T10:20:30`; left out where it is not known. */
  readonly taken?: string;
  readonly video?: true;
  /** Length of a video. */
  readonly seconds?: number;
  /** Width divided by height, as it is shown; left out where it is not known. */
  readonly shape?: number;
}

export interface PageAssets {
  readonly assets: readonly PageAsset[];
  /** Of the whole selection. */
  readonly total: number;
  /** False where there are more than `total`. */
  readonly exact: boolean;
  readonly page: number;
  /** Left out on the last page. */
  readonly next_page?: number;
  /** How it was searched, in words. */
  readonly how?: string;
  /** Assets of this page that are not there for this caller, and those that no tool shows. */
  readonly missing?: number;
  readonly hidden?: number;
}
