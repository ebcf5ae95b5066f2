/** What a search asks for. */
import type { AssetType, Visibility } from './schema.ts';

/** Every condition that is there must hold. Times are milliseconds UTC, both ends included. `null` asks for "has none". */
export interface SearchFilter {
  /** Whose assets; without it anybody's, which is only right together with albums that the caller may open. */
  ownerId?: string | undefined;
  /** Where assets of several users are searched: who is looking, from whom the trash and the people of the others are kept. */
  viewerId?: string | undefined;
  id?: string | undefined;
  /** In all of these albums. */
  albumIds?: readonly string[] | undefined;
  /** Showing all of these people, as far as they are the user's own. */
  personIds?: readonly string[] | undefined;
  /** With each of these tags or one below it; `null`: untagged. */
  tagIds?: readonly string[] | null | undefined;
  isNotInAlbum?: boolean | undefined;
  folderId?: string | null | undefined;
  /** Base64, or 40 hex digits. */
  checksum?: string | undefined;
  /** A part of the name, without case and accents; `%`, `_` and `\` mean what they mean in SQL's LIKE. */
  originalFileName?: string | undefined;
  /** As `originalFileName`, but accents count. */
  originalPath?: string | undefined;
  description?: string | undefined;
  city?: string | null | undefined;
  state?: string | null | undefined;
  country?: string | null | undefined;
  make?: string | null | undefined;
  model?: string | null | undefined;
  lensModel?: string | null | undefined;
  rating?: number | null | undefined;
  type?: AssetType | undefined;
  /** One or several; without it all but the locked ones. */
  visibility?: Visibility | readonly Visibility[] | undefined;
  isFavorite?: boolean | undefined;
  isMotion?: boolean | undefined;
  /** Also looks into the trash, like every trash condition. */
  isOffline?: boolean | undefined;
  /** `false`: only what is in no stack. */
  withStacked?: boolean | undefined;
  /** Of a stack only the asset that stands for it. */
  stackCoversOnly?: boolean | undefined;
  /** Taken within these degrees; across the date line where `west` is greater than `east`. */
  box?: Box | undefined;
  withDeleted?: boolean | undefined;
  /** Only the trash. */
  isTrashed?: boolean | undefined;
  trashedAfter?: number | undefined;
  trashedBefore?: number | undefined;
  takenAfter?: number | undefined;
  takenBefore?: number | undefined;
  createdAfter?: number | undefined;
  createdBefore?: number | undefined;
  updatedAfter?: number | undefined;
  updatedBefore?: number | undefined;
  /** Bytes. */
  minFileSize?: number | undefined;
  /** Nothing can match: the library knows no such thing. */
  nothing?: boolean | undefined;
}

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}
