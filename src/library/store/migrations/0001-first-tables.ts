/** The tables of assets, albums, tags, people and faces, and the full-text index. */
export const firstTables = `
create table user (
  id text primary key, email text not null unique, name text not null, isAdmin integer not null check (isAdmin in (0, 1)),
  avatarColor text not null, profileChangedAt integer not null, createdAt integer not null, updatedAt integer not null
) strict, without rowid;

create table apiKey (
  id text primary key, userId text not null references user(id), name text not null, keyHash text not null unique,
  permissions text not null check (json_valid(permissions)), createdAt integer not null, updatedAt integer not null
) strict, without rowid;

create table folder (
  id text primary key, ownerId text not null references user(id), path text not null unique,
  createdAt integer not null, indexedAt integer
) strict, without rowid;

create table skippedFile (
  path text primary key, folderId text not null references folder(id) on delete cascade, reason text not null,
  size integer not null, modifiedAt integer not null
) strict, without rowid;

create table stack (
  id text primary key, ownerId text not null references user(id),
  primaryAssetId text not null unique references asset(id) deferrable initially deferred
) strict, without rowid;

create table asset (
  row integer primary key,
  id text not null unique,
  ownerId text not null references user(id),
  folderId text references folder(id),
  originalPath text not null,
  originalFileName text not null,
  foldedFileName text not null,
  type text not null check (type in ('IMAGE', 'VIDEO', 'AUDIO', 'OTHER')),
  mimeType text not null,
  checksum text not null,
  fileSize integer not null,
  fileModifiedAt integer not null,
  sidecarModifiedAt integer,
  factsRead text not null default '{}' check (json_valid(factsRead)),
  contentIdentifier text,
  fileCreatedAt integer not null,
  localDateTime integer not null,
  createdAt integer not null,
  updatedAt integer not null,
  isFavorite integer not null default 0 check (isFavorite in (0, 1)),
  visibility text not null default 'timeline' check (visibility in ('timeline', 'archive', 'hidden', 'locked')),
  deletedAt integer,
  isOffline integer not null default 0 check (isOffline in (0, 1)),
  heldPath text,
  livePhotoVideoId text references asset(id),
  stackId text references stack(id) on delete set null,
  duplicateId text,
  durationMs integer,
  width integer,
  height integer,
  orientation text,
  thumbhash blob,
  perceptualHash text check (perceptualHash is null or length(perceptualHash) = 16),
  hasRenditions integer not null default 0 check (hasRenditions in (0, 1)),
  dateTimeOriginal integer,
  modifyDate integer,
  timeZone text,
  make text,
  model text,
  lensModel text,
  fNumber real,
  focalLength real,
  iso integer,
  exposureTime text,
  latitude real check (latitude is null or latitude between -90 and 90),
  longitude real check (longitude is null or longitude between -180 and 180),
  city text,
  state text,
  country text,
  description text not null default '',
  projectionType text,
  rating integer check (rating is null or rating between -1 and 5),
  check ((latitude is null) = (longitude is null))
) strict;
create unique index assetPath on asset(originalPath) where heldPath is null;
create index assetChecksum on asset(ownerId, checksum);
create index assetSearch on asset(
  ownerId, fileCreatedAt, id, visibility, deletedAt, type, isFavorite, isOffline, rating, livePhotoVideoId, stackId, folderId,
  createdAt, updatedAt, fileSize, make, model, lensModel, city, state, country, foldedFileName
) where heldPath is null;
create index assetMonth on asset(
  ownerId, strftime('%Y-%m', localDateTime / 1000.0, 'unixepoch'), visibility, deletedAt, isFavorite, stackId, id
) where heldPath is null;
create index assetTrash on asset(ownerId, deletedAt) where deletedAt is not null and heldPath is null;
create index assetFolder on asset(folderId) where folderId is not null;
create index assetContent on asset(ownerId, contentIdentifier) where contentIdentifier is not null;
create index assetMotion on asset(livePhotoVideoId) where livePhotoVideoId is not null;
create index assetDuplicate on asset(duplicateId) where duplicateId is not null;
create index assetStack on asset(stackId) where stackId is not null;

create table album (
  id text primary key, name text not null, description text not null default '',
  thumbnailAssetId text references asset(id) on delete set null,
  "order" text not null default 'desc' check ("order" in ('asc', 'desc')),
  isActivityEnabled integer not null default 1 check (isActivityEnabled in (0, 1)),
  createdAt integer not null, updatedAt integer not null
) strict, without rowid;

create table albumUser (
  albumId text not null references album(id) on delete cascade, userId text not null references user(id),
  role text not null check (role in ('owner', 'editor', 'viewer')), primary key (albumId, userId)
) strict, without rowid;
create unique index albumOwner on albumUser(albumId) where role = 'owner';
create index albumUserUser on albumUser(userId);

create table albumAsset (
  albumId text not null references album(id) on delete cascade, assetId text not null references asset(id) on delete cascade,
  createdAt integer not null, primary key (albumId, assetId)
) strict, without rowid;
create index albumAssetAsset on albumAsset(assetId);

create table tag (
  id text primary key, userId text not null references user(id), value text not null,
  parentId text references tag(id) on delete cascade, color text, createdAt integer not null, updatedAt integer not null,
  unique (userId, value)
) strict, without rowid;
create index tagParent on tag(parentId) where parentId is not null;

create table tagAsset (
  tagId text not null references tag(id) on delete cascade, assetId text not null references asset(id) on delete cascade,
  primary key (tagId, assetId)
) strict, without rowid;
create index tagAssetAsset on tagAsset(assetId);

create table person (
  id text primary key, ownerId text not null references user(id), name text not null default '', birthDate text,
  isHidden integer not null default 0 check (isHidden in (0, 1)), isFavorite integer not null default 0 check (isFavorite in (0, 1)),
  color text, faceAssetId text references asset(id) on delete set null, createdAt integer not null, updatedAt integer not null
) strict, without rowid;

create table face (
  id text primary key, assetId text not null references asset(id) on delete cascade,
  personId text references person(id) on delete set null,
  imageWidth integer not null, imageHeight integer not null,
  x1 integer not null, y1 integer not null, x2 integer not null, y2 integer not null,
  sourceType text not null check (sourceType in ('machine-learning', 'exif', 'manual'))
) strict, without rowid;
create index faceAsset on face(assetId);
create index facePerson on face(personId) where personId is not null;

create virtual table assetText using fts5(
  name, description, tags, place, camera, dates, kind, tokenize = "unicode61 remove_diacritics 2"
);
`;
