/** A local library in the state in which the recordings were made: same ids, same rows. No files stand behind it yet. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSecret, newSecret } from '../../../src/library/api/api-key-secrets.ts';
import { hashPassword } from '../../../src/library/api/shared-link-password.ts';
import { type Library, openLibrary } from '../../../src/library/library.ts';
import { refreshAssetText } from '../../../src/library/store/asset-text.ts';
import { foldText } from '../../../src/library/store/fold-text.ts';
import { openStore, type Store } from '../../../src/library/store/open.ts';
import type { SeededAsset, SeededState } from './seeded-state.ts';

export interface SeededLibrary {
  library: Library;
  /** Secrets by the name the recordings give their holder. */
  secrets: Record<'full' | 'readOnly' | 'bob', string>;
  state: SeededState;
  /** Unexpected failures inside the API so far. */
  faults: unknown[];
  close(): Promise<void>;
}

const milliseconds = (date: string): number => Date.parse(date);

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function date(value: unknown): number | null {
  return typeof value === 'string' ? milliseconds(value) : null;
}

function assetRow(asset: SeededAsset, state: SeededState) {
  const exif = asset.exifInfo ?? {};
  return {
    id: asset.id,
    ownerId: asset.ownerId,
    folderId: asset.libraryId,
    originalPath: `${asset.originalPath} ${asset.id}`,
    originalFileName: asset.originalFileName,
    foldedFileName: foldText(asset.originalFileName),
    type: asset.type,
    mimeType: asset.originalMimeType,
    checksum: asset.checksum,
    fileSize: number(exif.fileSizeInByte) ?? 1000,
    fileModifiedAt: milliseconds(asset.fileModifiedAt),
    fileCreatedAt: milliseconds(asset.fileCreatedAt),
    localDateTime: milliseconds(asset.localDateTime),
    createdAt: milliseconds(asset.createdAt),
    updatedAt: milliseconds(asset.updatedAt),
    isFavorite: asset.isFavorite ? (1 as const) : (0 as const),
    visibility: asset.visibility,
    deletedAt: asset.isTrashed ? milliseconds(asset.updatedAt) : null,
    isOffline: asset.isOffline ? (1 as const) : (0 as const),
    livePhotoVideoId: asset.livePhotoVideoId,
    stackId: state.stack.assetIds.includes(asset.id) ? state.stack.id : null,
    duplicateId: asset.duplicateId,
    durationMs: asset.duration,
    width: number(exif.exifImageWidth) ?? asset.width,
    height: number(exif.exifImageHeight) ?? asset.height,
    orientation: text(exif.orientation),
    thumbhash: asset.thumbhash === null ? null : Buffer.from(asset.thumbhash, 'base64'),
    hasRenditions: asset.thumbhash === null ? (0 as const) : (1 as const),
    dateTimeOriginal: date(exif.dateTimeOriginal),
    modifyDate: date(exif.modifyDate),
    timeZone: text(exif.timeZone),
    make: text(exif.make),
    model: text(exif.model),
    lensModel: text(exif.lensModel),
    fNumber: number(exif.fNumber),
    focalLength: number(exif.focalLength),
    iso: number(exif.iso),
    exposureTime: text(exif.exposureTime),
    latitude: number(exif.latitude),
    longitude: number(exif.longitude),
    city: text(exif.city),
    state: text(exif.state),
    country: text(exif.country),
    description: text(exif.description) ?? '',
    projectionType: text(exif.projectionType),
    rating: number(exif.rating),
  };
}

async function insertUsers(store: Store, state: SeededState, secrets: SeededLibrary['secrets']): Promise<void> {
  const users = state.users.map(({ id, email, name, avatarColor, isAdmin, ...times }) => ({
    id,
    email,
    name,
    avatarColor,
    isAdmin: isAdmin ? (1 as const) : (0 as const),
    profileChangedAt: milliseconds(times.profileChangedAt),
    createdAt: milliseconds(times.createdAt),
    updatedAt: milliseconds(times.updatedAt),
  }));
  await store.insertInto('user').values(users).execute();
  const keys = state.apiKeys.map(({ id, userId, name, permissions, heldBy, createdAt, updatedAt }) => ({
    id,
    userId,
    name,
    keyHash: hashSecret(secrets[heldBy]),
    permissions: JSON.stringify(permissions),
    createdAt: milliseconds(createdAt),
    updatedAt: milliseconds(updatedAt),
  }));
  await store.insertInto('apiKey').values(keys).execute();
}

async function insertAssets(store: Store, state: SeededState): Promise<void> {
  const folders = new Map(state.assets.map(({ libraryId, ownerId }) => [libraryId, ownerId]));
  for (const [id, ownerId] of folders) {
    if (id !== null)
      await store
        .insertInto('folder')
        .values({ id, ownerId, path: `/${id}`, createdAt: 0 })
        .execute();
  }
  const rows = state.assets.map((asset) => assetRow(asset, state));
  await store
    .insertInto('stack')
    .values({ id: state.stack.id, ownerId: state.users[0]?.id ?? '', primaryAssetId: state.stack.primaryAssetId })
    .execute();
  const clipsFirst = rows.toSorted((a, b) => Number(b.type === 'VIDEO') - Number(a.type === 'VIDEO'));
  for (const row of clipsFirst) await store.insertInto('asset').values(row).execute();
}

async function insertAlbums(store: Store, state: SeededState): Promise<void> {
  for (const { albumUsers, ...album } of state.albums) {
    const createdAt = milliseconds(album.createdAt);
    const row = {
      id: album.id,
      name: album.albumName,
      description: album.description,
      thumbnailAssetId: album.albumThumbnailAssetId,
      order: album.order,
      isActivityEnabled: album.isActivityEnabled ? (1 as const) : (0 as const),
      createdAt,
      updatedAt: milliseconds(album.updatedAt),
    };
    await store.insertInto('album').values(row).execute();
    const users = albumUsers.map(({ user, role }) => ({ albumId: album.id, userId: user.id, role }));
    await store.insertInto('albumUser').values(users).execute();
  }
  const links = state.albumAssets.map((link) => ({ ...link, createdAt: 0 }));
  await store.insertInto('albumAsset').values(links).execute();
}

/** Of the one link that has a password. */
export const recordedPassword = 'the password that was recorded';

async function insertSharedLinks(store: Store, state: SeededState): Promise<void> {
  const flag = (value: boolean) => (value ? 1 : 0);
  for (const { album, assets, password, createdAt, expiresAt, ...link } of state.sharedLinks) {
    const row = {
      ...link,
      key: newSecret(),
      albumId: album?.id ?? null,
      passwordHash: password === null ? null : await hashPassword(recordedPassword),
      createdAt: milliseconds(createdAt),
      expiresAt: date(expiresAt),
      allowUpload: flag(link.allowUpload),
      allowDownload: flag(link.allowDownload),
      showMetadata: flag(link.showMetadata),
    } as const;
    await store.insertInto('sharedLink').values(row).execute();
    const shown = assets.map(({ id }) => ({ linkId: link.id, assetId: id }));
    if (shown.length > 0) await store.insertInto('sharedLinkAsset').values(shown).execute();
  }
}

async function insertActivities(store: Store, { activities }: SeededState): Promise<void> {
  const rows = activities.map(({ id, albumId, assetId, user, comment, createdAt }) => ({
    id,
    albumId,
    assetId,
    userId: user.id,
    comment,
    isLiked: comment === null ? (1 as const) : (0 as const),
    createdAt: milliseconds(createdAt),
    updatedAt: milliseconds(createdAt),
  }));
  await store.insertInto('activity').values(rows).execute();
}

async function insertTagsAndPeople(store: Store, state: SeededState): Promise<void> {
  const userId = state.users[0]?.id ?? '';
  const tags = state.tags.map(({ parentId, color, createdAt, updatedAt, ...tag }) => ({
    ...tag,
    userId,
    parentId: parentId ?? null,
    color: color ?? null,
    createdAt: milliseconds(createdAt),
    updatedAt: milliseconds(updatedAt),
  }));
  await store.insertInto('tag').values(tags).execute();
  await store.insertInto('tagAsset').values(state.tagAssets).execute();
  const people = state.people.map(({ id, name, birthDate, isHidden, isFavorite, color, updatedAt }) => ({
    id,
    ownerId: userId,
    name,
    birthDate,
    isHidden: isHidden ? (1 as const) : (0 as const),
    isFavorite: isFavorite ? (1 as const) : (0 as const),
    color: color ?? null,
    createdAt: milliseconds(updatedAt),
    updatedAt: milliseconds(updatedAt),
  }));
  await store.insertInto('person').values(people).execute();
  const faces = state.faces.map(({ boundingBoxX1, boundingBoxY1, boundingBoxX2, boundingBoxY2, ...face }) => ({
    ...face,
    x1: boundingBoxX1,
    y1: boundingBoxY1,
    x2: boundingBoxX2,
    y2: boundingBoxY2,
  }));
  await store.insertInto('face').values(faces).execute();
}

/** Opens a fresh library with the seeded state in a folder of its own; `close` removes it. */
export async function openSeededLibrary(state: SeededState): Promise<SeededLibrary> {
  const dataDir = await mkdtemp(join(tmpdir(), 'albumen-seeded-'));
  const secrets = { full: newSecret(), readOnly: newSecret(), bob: newSecret() };
  const faults: unknown[] = [];
  const empty = await openStore(join(dataDir, 'library.db'));
  await empty.transaction().execute(async (store) => {
    await insertUsers(store, state, secrets);
    await insertAssets(store, state);
    await insertAlbums(store, state);
    await insertActivities(store, state);
    await insertSharedLinks(store, state);
    await insertTagsAndPeople(store, state);
    await refreshAssetText(
      store,
      state.assets.map(({ id }) => id),
    );
  });
  await empty.destroy();
  const library = await openLibrary({ dataDir, onFault: (error) => faults.push(error) });
  return {
    library,
    secrets,
    state,
    faults,
    close: async () => {
      await library.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
