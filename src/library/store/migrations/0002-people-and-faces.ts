/**
 * Faces within their pictures, an index that tells of a face whether its picture is shown, the names by which files mean people, and people's names in the full-text index. Nothing could
 * make a face before, so none is carried over.
 */
export const peopleAndFaces = `
drop table face;
create table face (
  id text primary key, assetId text not null references asset(id) on delete cascade,
  personId text references person(id) on delete set null,
  imageWidth integer not null check (imageWidth > 0), imageHeight integer not null check (imageHeight > 0),
  x1 integer not null check (x1 >= 0), y1 integer not null check (y1 >= 0), x2 integer not null, y2 integer not null,
  sourceType text not null check (sourceType in ('machine-learning', 'exif', 'manual')),
  check (x1 < x2 and x2 <= imageWidth), check (y1 < y2 and y2 <= imageHeight)
) strict, without rowid;
create index faceAsset on face(assetId);
create index facePerson on face(personId, assetId) where personId is not null;

create index assetShown on asset(id) where visibility = 'timeline' and deletedAt is null and heldPath is null;

create index personOwner on person(ownerId);
create index personCover on person(faceAssetId) where faceAssetId is not null;

create table nameInFiles (
  ownerId text not null references user(id), name text not null, personId text references person(id) on delete set null,
  primary key (ownerId, name)
) strict, without rowid;
create index nameInFilesPerson on nameInFiles(personId) where personId is not null;

alter table assetText rename to assetTextBefore;
create virtual table assetText using fts5(
  name, description, tags, people, place, camera, dates, kind, tokenize = "unicode61 remove_diacritics 2"
);
insert into assetText(rowid, name, description, tags, people, place, camera, dates, kind)
  select rowid, name, description, tags, '', place, camera, dates, kind from assetTextBefore;
drop table assetTextBefore;
`;
