/** What `page_duplicates` tells the duplicate board, and what it reads of the answers of the tools that it calls. */

/** Everything compared between the copies of a group. What is not known, or not so, is left out. */
export type BoardAsset = {
  readonly id: string;
  /** A stranger's text, as are `folder`, `camera` and `albums`. */
  readonly file: string;
  /** Where a person put it; left out where only the library knows the place. */
  readonly folder?: string;
  /** `HEIC`, `JPEG`, `CR2`, `video`. */
  readonly format: string;
  /** The clock time at the place, `2024-05-01T10:20:30`. */
  readonly taken?: string;
  /** When it came into the library, UTC, `2024-05-01T10:20:30Z`. */
  readonly added?: string;
  readonly bytes?: number;
  readonly width?: number;
  readonly height?: number;
  /** Length of a video. */
  readonly seconds?: number;
  readonly video?: true;
  readonly camera?: string;
  readonly favorite?: true;
  /** Names of the first albums that it is in, and how many more there are. */
  readonly albums?: readonly string[];
  readonly more_albums?: number;
  readonly live?: true;
  readonly edited?: true;
  /** Its file is missing. */
  readonly offline?: true;
  /** Why a person should look before it goes. */
  readonly dear?: string;
  /** Why it cannot be trashed here, whoever agrees. */
  readonly stays?: string;
};

export type BoardSuggestion = {
  readonly keep: string;
  /** May go without a look. */
  readonly safe: readonly string[];
  readonly why: string;
  readonly needs_review?: true;
  /** These are no copies of one picture. */
  readonly suggest?: 'stack' | 'keep_all';
  /** What speaks against keeping that one. */
  readonly caution?: string;
};

export type BoardGroup = {
  readonly id: string;
  /** The best first. */
  readonly assets: readonly BoardAsset[];
  /** Copies that are not told: too many to decide about on a page. */
  readonly more_assets?: number;
  readonly suggestion: BoardSuggestion;
};

/** Every group in a few numbers, column by column; those come first whose suggestion would free most. */
export type BoardIndex = {
  readonly ids: readonly string[];
  /** Bytes that would be freed by keeping only the suggested copy; 0 where something else is suggested. */
  readonly saves: readonly number[];
  readonly assets: readonly number[];
  /** Days since 1970 on which the suggested copy was taken; 0 where that is not known. */
  readonly days: readonly number[];
  /** A character for each group: `s` its suggestion is safe, `r` a person should look. */
  readonly kinds: string;
  /** Groups that are not in the index because there are too many: they come when others are done. */
  readonly more: number;
};

/** What this caller can do here. */
export type BoardAbilities = {
  readonly resolve: boolean;
  readonly dismiss: boolean;
  readonly undo: boolean;
};

/** The duplicates are still being read: ask again in a moment. */
export type DuplicatesComing = {
  readonly cache_ready: false;
  readonly progress: {
    readonly seconds: number;
    readonly groups?: number;
    readonly albums?: number;
    readonly albums_read: number;
  };
};

export type DuplicatesHere = {
  readonly cache_ready: true;
  /** `Immich at photos.example.com`. */
  readonly library: string;
  readonly can: BoardAbilities;
  /** Only in the answer to a call without ids. */
  readonly index?: BoardIndex;
  readonly groups: readonly BoardGroup[];
  /** Asked for, and not there any more. */
  readonly gone: readonly string[];
  /** Did not fit into this answer: ask for them again. */
  readonly later: readonly string[];
  /** What is wrong with the list, in words. */
  readonly notes: readonly string[];
  /** Some of it is being read anew: ask again in a moment. */
  readonly refreshing?: true;
};

export type Duplicates = DuplicatesComing | DuplicatesHere;

/** What became of a thing that was asked for, where that is worth telling. */
export type ToldItem = { readonly id: string; readonly error?: string };

/** What every preview tells. */
export type ChangePreview = {
  readonly plan_id?: string;
  /** A limit that the change would break. */
  readonly would_be_refused?: string;
  readonly note?: string;
};

/** The preview of `immich_duplicates_resolve`, as far as the board reads it. */
export type ResolvePreview = ChangePreview & {
  readonly groups: number;
  readonly kept?: number;
  readonly trashed: number;
  readonly stacked?: number;
  readonly bytes_freed: number;
  readonly permanent: boolean;
  /** Why it may not be done like this. */
  readonly refused?: string;
  readonly trashed_favorites?: number;
  readonly trashed_in_albums?: number;
  readonly trashed_live_photos?: number;
  readonly lost_albums_or_favorite?: number;
  readonly groups_with_caution?: number;
  readonly passes_on?: string;
  readonly skipped_count?: number;
  readonly skipped?: readonly ToldItem[];
};

/** The preview of `immich_duplicates_dismiss`. */
export type DismissPreview = ChangePreview & {
  readonly would_dismiss_count: number;
  readonly missing?: readonly string[];
  readonly missing_count?: number;
};

/** The preview of `history_undo`. */
export type UndoPreview = ChangePreview & {
  readonly affected_count: number;
  readonly changed_since?: readonly object[];
  readonly changed_since_count?: number;
  readonly cannot_come_back?: readonly object[];
  readonly cannot_come_back_count?: number;
  readonly notes?: readonly string[];
};

/** What the tools answer after a change. */
export type ChangeTold = {
  readonly change_id?: string;
  readonly resolved?: number;
  readonly dismissed_count?: number;
  readonly trashed?: number;
  readonly stacked?: number;
  readonly bytes_freed?: number;
  readonly permanent?: boolean;
  readonly restored?: number;
  readonly failed?: readonly ToldItem[];
  readonly failed_count?: number;
  readonly skipped?: readonly ToldItem[];
  readonly skipped_count?: number;
  /** A number where groups were changed, a list where things were taken back. */
  readonly unclear?: number | readonly ToldItem[];
  readonly not_tried?: number;
  /** Why it ended early. */
  readonly stopped?: string;
};
