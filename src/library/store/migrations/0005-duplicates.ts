/** What finding duplicates has looked at, and which assets people told apart. */
export const duplicates = `
drop index assetDuplicate;
create index assetDuplicate on asset(ownerId, duplicateId) where duplicateId is not null;

create table duplicateExamined (
  assetRow integer primary key references asset("row") on delete cascade,
  checksum text not null
) strict;

create table duplicateDismissal (
  assetId text not null references asset(id) on delete cascade,
  dismissalId text not null,
  primary key (assetId, dismissalId)
) strict, without rowid;
create index duplicateDismissalSet on duplicateDismissal(dismissalId);
`;
