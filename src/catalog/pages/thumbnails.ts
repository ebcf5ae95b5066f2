/** What `page_thumbnails` tells a page. */
export interface Thumbnails {
  /** A `data:` address for each asset that has a picture, by id. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Assets without a picture, or that are not there for this caller. */
  readonly none: readonly string[];
  /** Did not fit into this answer: ask for them again. */
  readonly later: readonly string[];
}
