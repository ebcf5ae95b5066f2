/** The links that show an album, or chosen assets, to people without a key. They end with their album. */
export const sharedLinks = `
create table sharedLink (
  id text primary key, userId text not null references user(id), key text not null unique,
  slug text unique check (slug <> ''),
  type text not null check (type in ('ALBUM', 'INDIVIDUAL')), albumId text references album(id) on delete cascade,
  description text, passwordHash text, expiresAt integer,
  allowUpload integer not null check (allowUpload in (0, 1)),
  allowDownload integer not null check (allowDownload in (0, 1)),
  showMetadata integer not null check (showMetadata in (0, 1)),
  createdAt integer not null,
  check ((type = 'ALBUM') = (albumId is not null))
) strict, without rowid;
create index sharedLinkAlbum on sharedLink(albumId) where albumId is not null;
create index sharedLinkUser on sharedLink(userId, createdAt);

create table sharedLinkAsset (
  linkId text not null references sharedLink(id) on delete cascade,
  assetId text not null references asset(id) on delete cascade,
  primary key (linkId, assetId)
) strict, without rowid;
create index sharedLinkAssetAsset on sharedLinkAsset(assetId);
`;
