/** What people say in albums: comments, and likes of which everybody has one for each thing. */
export const activities = `
create table activity (
  id text primary key, albumId text not null references album(id) on delete cascade, assetId text,
  userId text not null references user(id), comment text, isLiked integer not null check (isLiked in (0, 1)),
  createdAt integer not null, updatedAt integer not null,
  foreign key (albumId, assetId) references albumAsset(albumId, assetId) on delete cascade,
  check ((comment is null) = (isLiked = 1)), check (comment <> '')
) strict;
create index activityAlbum on activity(albumId, assetId);
create unique index activityLike on activity(albumId, coalesce(assetId, ''), userId) where isLiked = 1;
`;
