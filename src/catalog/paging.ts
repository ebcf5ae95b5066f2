/** How an answer says which part of a list it is. */
import type { JsonObject } from './json.ts';

export interface Page {
  /** From 1. */
  readonly page: number;
  /** Entries per page that were asked for. */
  readonly wanted: number;
  /** Entries per page that fit. */
  readonly size: number;
  /** Entries on all pages. */
  readonly total: number;
}

/** Total, page, the page size where it is not the one that was asked for, and the next page where there is one. */
export function tellPage({ page, wanted, size, total }: Page): JsonObject {
  return {
    total,
    page,
    page_size: size === wanted ? undefined : size,
    next_page: page * size < total ? page + 1 : undefined,
  };
}
