/** What `page_history` tells a page. */

export interface HistoryChange {
  readonly id: string;
  /** ISO, UTC. */
  readonly at: string;
  readonly tool: string;
  /** Who asked; left out for whoever came without a credential. */
  readonly caller?: string;
  readonly status: 'begun' | 'done' | 'partly' | 'failed';
  /** Items in all, and those of them that were changed. */
  readonly items: number;
  readonly changed: number;
  /** What the album, tag, person … is called that it was about; a stranger's text. */
  readonly name?: string;
  /** Why it failed, or what is known of its end. */
  readonly note?: string;
  /** Ids of the changes that it took back. */
  readonly undoes?: readonly string[];
  /** Ids of the changes that took it back, whole or in part. */
  readonly undoneBy?: readonly string[];
  /** Whether it is taken back now: an undo that was itself undone does not count. */
  readonly undone?: 'whole' | 'partly';
  /** Whether there is anything that could be taken back; only a preview says what really comes back. */
  readonly undoable: boolean;
  /** The first few assets that it touched. */
  readonly pictures: readonly string[];
  /** Assets that it touched beyond those; `some` where nobody has counted them. */
  readonly morePictures?: number | 'some';
}

export interface HistoryPage {
  readonly changes: readonly HistoryChange[];
  /** Of the whole list. */
  readonly total: number;
  readonly page: number;
  readonly next_page?: number;
  /** Whether this caller may take changes back here, and may see pictures. */
  readonly can_undo: boolean;
  readonly can_see: boolean;
}
