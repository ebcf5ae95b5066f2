/** The local library: an Immich-compatible server over SQLite and a folder of photos, in this process. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { newSecret } from './api/api-key-secrets.ts';
import type { FaultListener, UserRow } from './api/context.ts';
import { findInBackground } from './duplicates/find-in-background.ts';
import { undoUnfinishedHolds } from './holding/unfinished-holds.ts';
import type { Store } from './store/open.ts';

export interface LibraryOptions {
  /** The folder that Albumen owns; created where missing. */
  dataDir: string;
  /** Largest upload that is taken, in bytes; 8 GiB unless told. */
  maxUploadBytes?: number;
  /** Where the library is served to the public, without a slash at the end; told to clients as the external domain. */
  publicUrl?: string | undefined;
  /** Milliseconds that a statement waits for another process; 10 s unless told. */
  longestWait?: number;
  /** Told about unexpected failures inside the API. */
  onFault?: FaultListener;
}

export interface Library {
  readonly dataDir: string;
  readonly store: Store;
  /** The person whose library this is; made on the first opening. */
  readonly owner: UserRow;
  /** Random for this process and never stored: accepted as `x-api-key` with every permission. */
  readonly ownerKey: string;
  /** Answers a request to `/api/…` on any host, in process. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Afterwards the database file is whole in itself. */
  close(): Promise<void>;
}

const defaultMaxUploadBytes = 8 * 1024 ** 3;

function findOwner(store: Store): Promise<UserRow | undefined> {
  return store.selectFrom('user').selectAll().where('isAdmin', '=', 1).orderBy('createdAt').limit(1).executeTakeFirst();
}

async function ensureOwner(store: Store): Promise<UserRow> {
  const existing = await findOwner(store);
  if (existing !== undefined) return existing;
  const now = Date.now();
  const owner: UserRow = {
    id: randomUUID(),
    email: 'owner@albumen.local',
    name: 'Owner',
    isAdmin: 1,
    avatarColor: 'primary',
    profileChangedAt: now,
    createdAt: now,
    updatedAt: now,
  };
  const ifFirst = store
    .insertInto('user')
    .values(owner)
    .onConflict((conflict) => conflict.column('email').doNothing());
  await ifFirst.execute();
  return (await findOwner(store)) ?? owner;
}

/**
 * Opens the library in `dataDir`, creating what is missing. The routes are loaded with the first request.
 * Rejects when the folder cannot be made or the database cannot be opened.
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const [{ openStore }, { closeSqlite }] = await Promise.all([
    import('./store/open.ts'),
    import('../database/close-sqlite.ts'),
  ]);
  const store = await openStore(join(dataDir, 'library.db'), options.longestWait);
  const owner = await ensureOwner(store);
  await undoUnfinishedHolds(store, dataDir);
  const ownerKey = newSecret();
  const onFault: FaultListener = options.onFault ?? (() => {});
  const finding = findInBackground(store, {
    dataDir,
    onFault: (error) => onFault(error, { method: 'JOB', path: 'duplicates', correlationId: 'finding duplicates' }),
  });
  const context = {
    store,
    dataDir,
    ownerId: owner.id,
    ownerKey,
    maxUploadBytes: options.maxUploadBytes ?? defaultMaxUploadBytes,
    publicUrl: options.publicUrl,
    onFault,
    onUpload: finding.soon,
  };
  let app: Promise<{ fetch(request: Request): Response | Promise<Response> }> | undefined;
  return {
    dataDir,
    store,
    owner,
    ownerKey,
    fetch: async (request) => {
      app ??= import('./api/app.ts').then(({ createApp }) => createApp(context));
      return (await app).fetch(request);
    },
    close: async () => {
      await finding.close();
      await closeSqlite(store);
    },
  };
}
