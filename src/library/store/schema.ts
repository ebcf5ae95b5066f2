/**
 * The tables of the local library, as Kysely sees them.
 *
 * Conventions: ids are lower-case UUIDv4; every time is an integer of milliseconds (UTC) unless its name says otherwise;
 * booleans are 0 or 1; enums are checked by SQLite itself (see `migrations.ts`).
 */
import type { Generated } from 'kysely';

export type AssetType = 'IMAGE' | 'VIDEO' | 'AUDIO' | 'OTHER';
export type Visibility = 'timeline' | 'archive' | 'hidden' | 'locked';
export type AlbumRole = 'owner' | 'editor' | 'viewer';
export type AlbumOrder = 'asc' | 'desc';
export type AvatarColor =
  | 'primary'
  | 'pink'
  | 'red'
  | 'yellow'
  | 'blue'
  | 'green'
  | 'purple'
  | 'orange'
  | 'gray'
  | 'amber';
type Flag = 0 | 1;

export interface UserTable {
  id: string;
  email: string;
  name: string;
  isAdmin: Flag;
  avatarColor: AvatarColor;
  profileChangedAt: number;
  createdAt: number;
  updatedAt: number;
}

export interface ApiKeyTable {
  id: string;
  userId: string;
  name: string;
  /** SHA-256 of the key, hex. The key itself is never kept. */
  keyHash: string;
  /** JSON array of Immich permission names; `["all"]` grants everything. */
  permissions: string;
  createdAt: number;
  updatedAt: number;
}

/** A folder of photos that is indexed in place; Immich calls it an external library. */
export interface FolderTable {
  id: string;
  ownerId: string;
  path: string;
  createdAt: number;
  /** End of the last complete pass over the folder. */
  indexedAt: number | null;
}

/** A file that indexing could not take in; kept so that an unchanged file is not tried again and can be named. */
export interface SkippedFileTable {
  path: string;
  folderId: string;
  reason: string;
  size: number;
  modifiedAt: number;
}

export interface AssetTable {
  /** Stable integer key; the full-text index refers to it. */
  row: Generated<number>;
  id: string;
  ownerId: string;
  /** The indexed folder that holds the original; null for an upload. */
  folderId: string | null;
  originalPath: string;
  originalFileName: string;
  /** Lower-cased and stripped of accents, for partial matches. */
  foldedFileName: string;
  type: AssetType;
  mimeType: string;
  /** SHA-1 of the file, base64: Immich's own form. */
  checksum: string;
  fileSize: number;
  /** Modification time of the file when it was last read: tells an unchanged file. */
  fileModifiedAt: number;
  /** Modification time of the XMP file beside it when it was last read; null where there is none. */
  sidecarModifiedAt: number | null;
  /** JSON: what the file itself last said of the things a person can edit; a column that differs was edited. */
  factsRead: Generated<string>;
  /** Apple's identifier that a Live Photo's picture and clip share. */
  contentIdentifier: string | null;
  /** When it was taken (UTC); falls back to the file's own time. */
  fileCreatedAt: number;
  /** What a clock at that place showed, written as if it were UTC. */
  localDateTime: number;
  createdAt: number;
  updatedAt: number;
  isFavorite: Flag;
  visibility: Visibility;
  /** When it went to the trash; null when it is not there. */
  deletedAt: number | null;
  /** The original is not where it was (removed or unmounted folder). */
  isOffline: Flag;
  /** Where a permanent deletion put the original; null while it is in its place. The row stays, and is answered to nobody. */
  heldPath: string | null;
  livePhotoVideoId: string | null;
  stackId: string | null;
  duplicateId: string | null;
  durationMs: number | null;
  /** Pixel size as stored in the file, before orientation. */
  width: number | null;
  height: number | null;
  orientation: string | null;
  thumbhash: Uint8Array | null;
  /** 64-bit difference hash of the upright picture, 16 hex digits. */
  perceptualHash: string | null;
  /** 1 once thumbnail and preview are on disk. */
  hasRenditions: Flag;
  dateTimeOriginal: number | null;
  modifyDate: number | null;
  timeZone: string | null;
  make: string | null;
  model: string | null;
  lensModel: string | null;
  fNumber: number | null;
  focalLength: number | null;
  iso: number | null;
  exposureTime: string | null;
  latitude: number | null;
  longitude: number | null;
  city: string | null;
  state: string | null;
  country: string | null;
  description: string;
  projectionType: string | null;
  rating: number | null;
}

export interface StackTable {
  id: string;
  ownerId: string;
  primaryAssetId: string;
}

export interface AlbumTable {
  id: string;
  name: string;
  description: string;
  thumbnailAssetId: string | null;
  order: AlbumOrder;
  isActivityEnabled: Flag;
  createdAt: number;
  updatedAt: number;
}

/** Everybody who can open an album, its owner included (exactly one `owner` per album). */
export interface AlbumUserTable {
  albumId: string;
  userId: string;
  role: AlbumRole;
}

export interface AlbumAssetTable {
  albumId: string;
  assetId: string;
  createdAt: number;
}

export interface TagTable {
  id: string;
  userId: string;
  /** Full path: `Travel/Asia/Japan`. */
  value: string;
  parentId: string | null;
  color: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface TagAssetTable {
  tagId: string;
  assetId: string;
}

export interface PersonTable {
  id: string;
  ownerId: string;
  name: string;
  birthDate: string | null;
  isHidden: Flag;
  isFavorite: Flag;
  color: string | null;
  /** The picture whose face stands for the person; another one does where this shows them no more. */
  faceAssetId: string | null;
  createdAt: number;
  updatedAt: number;
}

/** A rectangle around a face, in pixels of the upright picture, which is taken to be `imageWidth` by `imageHeight`. */
export interface FaceTable {
  id: string;
  assetId: string;
  personId: string | null;
  imageWidth: number;
  imageHeight: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** `exif`: as the file says, and gone when it says so no more; `manual`: drawn or assigned by a person. */
  sourceType: 'machine-learning' | 'exif' | 'manual';
}

/** Whom files mean by a name: also after that person was renamed or merged. */
export interface NameInFilesTable {
  ownerId: string;
  /** Lower-cased. */
  name: string;
  /** Null: the person was deleted, and nobody is made of the name again. */
  personId: string | null;
}

/** A link that shows an album, or chosen assets, to whoever has it. */
export interface SharedLinkTable {
  id: string;
  /** Who made it: only their assets are shown. */
  userId: string;
  /** Random, URL-safe; opens the link. */
  key: string;
  /** A name that opens it as well. */
  slug: string | null;
  type: 'ALBUM' | 'INDIVIDUAL';
  albumId: string | null;
  description: string | null;
  /** See `shared-link-password.ts`. The password itself is never kept. */
  passwordHash: string | null;
  expiresAt: number | null;
  allowUpload: Flag;
  allowDownload: Flag;
  showMetadata: Flag;
  createdAt: number;
}

/** What a link of type `INDIVIDUAL` shows. */
export interface SharedLinkAssetTable {
  linkId: string;
  assetId: string;
}

/** FTS5; `rowid` is `asset.row`. Diacritics are folded by the tokenizer. */
export interface AssetTextTable {
  rowid: number;
  name: string;
  description: string;
  tags: string;
  people: string;
  place: string;
  camera: string;
  dates: string;
  kind: string;
}

/** An asset that finding duplicates has compared with all others; again when its content is another one. */
export interface DuplicateExaminedTable {
  /** `asset.row`. */
  assetRow: number;
  checksum: string;
}

/** Assets that share a dismissal were told apart by a person: finding never groups them with one another again. */
export interface DuplicateDismissalTable {
  assetId: string;
  dismissalId: string;
}

/** What somebody said in an album: a comment, or a like. */
export interface ActivityTable {
  id: string;
  albumId: string;
  /** Null: about the album itself. */
  assetId: string | null;
  userId: string;
  /** Null for a like, else never empty. */
  comment: string | null;
  isLiked: Flag;
  createdAt: number;
  updatedAt: number;
}

export interface LibraryTables {
  user: UserTable;
  apiKey: ApiKeyTable;
  folder: FolderTable;
  skippedFile: SkippedFileTable;
  asset: AssetTable;
  stack: StackTable;
  album: AlbumTable;
  albumUser: AlbumUserTable;
  albumAsset: AlbumAssetTable;
  activity: ActivityTable;
  tag: TagTable;
  tagAsset: TagAssetTable;
  person: PersonTable;
  face: FaceTable;
  nameInFiles: NameInFilesTable;
  sharedLink: SharedLinkTable;
  sharedLinkAsset: SharedLinkAssetTable;
  assetText: AssetTextTable;
  duplicateExamined: DuplicateExaminedTable;
  duplicateDismissal: DuplicateDismissalTable;
}
