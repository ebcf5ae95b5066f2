/** The library that `albumen serve` works on: an Immich server or the local library, opened by the first call. */
import { join } from 'node:path';
import type { Connect, Notice } from '../catalog/binding.ts';
import type { Caller } from '../catalog/caller.ts';
import { missingBinary } from '../catalog/missing-binary.ts';
import type { ProtectedElsewhere } from '../catalog/protected-sets.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { ConnectionOptions, ImmichLibrary } from '../immich/connection.ts';
import type { Library } from '../library/library.ts';
import type { Log } from '../server/logging.ts';
import { type KeyOf, openAccounts } from './accounts.ts';
import { backgroundIndexing } from './background-indexing.ts';
import { writingFailure } from './data-folder.ts';
import { once } from './once.ts';
import { servedCache } from './served-cache.ts';
import { servedPictures } from './served-pictures.ts';

export interface ServedLibrary {
  /** The library for tools, with the caller's own key where it has one. Opened once; a failure is tried again by the next call. */
  readonly connect: Connect<ImmichLibrary>;
  /** What its answers lack while a folder is not indexed to the end. */
  readonly notice: Notice;
  /** What the journal calls it: whoever brings a key of their own sees a library of their own. */
  journalName(caller: Caller): string;
  /** Begins what needs no caller, after the server has started. */
  startWork(): void;
  close(): Promise<void>;
}

/** Chooses by configuration; loads and opens nothing yet. `elsewhere` tells what of the protected is in another library. */
export function servedLibrary(
  config: Config,
  log: Log,
  keyOf: KeyOf = noKey,
  elsewhere?: ProtectedElsewhere,
): ServedLibrary {
  const { immichBaseUrl, immichApiKey } = config;
  const options = connectionOptions(config, elsewhere);
  const served =
    immichBaseUrl === undefined || immichApiKey === undefined
      ? localLibrary(config, options, log, keyOf)
      : immichServer(config, { ...options, baseUrl: immichBaseUrl, apiKey: immichApiKey }, log, keyOf);
  const address = libraryAddress(config);
  return {
    ...served,
    journalName: ({ keyOwner }) => (keyOwner === undefined ? address : `${address} ${keyOwner}`),
  };
}

/** What a model has to tell people whose library is empty because they have chosen none. */
export const nothingChosen =
  'No library is chosen yet, so it is empty. Tell the person to give, in the settings of Albumen, the address and key of an Immich or PhotoPrism server, or a folder of photos.';

/** Where no client can have a key of its own. */
const noKey: KeyOf = async () => failed('refused', 'No client can bring a key for the library here.');

type Served = Omit<ServedLibrary, 'journalName'>;
type SharedOptions = ReturnType<typeof connectionOptions>;
type ServerOptions = SharedOptions & Pick<ConnectionOptions, 'baseUrl' | 'apiKey'>;

function immichServer(config: Config, { apiKey, ...options }: ServerOptions, log: Log, keyOf: KeyOf): Served {
  const shared = servedCache(config, log);
  const pictureCache = servedPictures(config);
  const opened = once(async () => {
    const [{ connectImmich }, cache] = await Promise.all([import('../immich/connection.ts'), shared.get()]);
    return (key: string) =>
      connectImmich({
        ...options,
        cache,
        pictureCache,
        apiKey: key,
        externalUrl: config.immichExternalUrl,
        maxRetries: config.immichMaxRetries,
      });
  });
  const own = once(async () => (await opened.get())(apiKey));
  const accounts = openAccounts(
    async (key) => success(key === undefined ? await own.get() : (await opened.get())(key)),
    keyOf,
  );
  return {
    connect: accounts.connect,
    notice: async () => undefined,
    startWork: () => {},
    close: async () => {
      await accounts.close();
      await (await own.ifAny())?.close();
      await shared.close();
    },
  };
}

function localLibrary(config: Config, options: SharedOptions, log: Log, keyOf: KeyOf): Served {
  const library = once(async (): Promise<Library> => {
    const { openLibrary } = await import('../library/library.ts');
    return openLibrary({
      dataDir: config.dataDir,
      publicUrl: config.publicUrl,
      onFault: (fault, request) => log.defect(request.correlationId, fault),
    });
  });
  const connection = async (key?: string) => {
    const [{ connectImmich }, open] = await Promise.all([import('../immich/connection.ts'), library.get()]);
    return connectImmich({
      ...options,
      baseUrl: 'http://local-library',
      apiKey: key ?? open.ownerKey,
      // The owner's key is another one in every process.
      ...(key === undefined ? { cacheIdentity: `local library of ${open.owner.id}` } : {}),
      maxRetries: 0,
      fetch: (request) => open.fetch(request),
    });
  };
  const indexing = backgroundIndexing(library.get, config.photos, log);
  const own = once(() => connection());
  const accounts = openAccounts(async (key) => {
    try {
      return success(await (key === undefined ? own.get() : connection(key)));
    } catch (error) {
      log.defect('local library', error);
      return cannotOpen(config, error);
    }
  }, keyOf);
  return {
    connect: accounts.connect,
    notice: async () => indexing.missing() ?? (await lacking(await library.get().catch(() => undefined))),
    startWork: indexing.start,
    close: async () => {
      await indexing.close();
      await accounts.close();
      await (await own.ifAny())?.close();
      await (await library.ifAny())?.close();
    },
  };
}

/** What is not there although people may think so: nothing at all, or what another process has begun to index. */
async function lacking(library: Library | undefined): Promise<string | undefined> {
  if (library === undefined) return undefined;
  const { lackIn } = await import('../library/indexing/folders.ts');
  const { isUntouched, unfinished } = await lackIn(library.store);
  if (isUntouched) return nothingChosen;
  if (unfinished.length === 0) return undefined;
  return `Not indexed to the end yet: ${unfinished.join(', ')}. What was not reached is missing here; \`albumen library index\` goes on with it.`;
}

function cannotOpen({ dataDir }: Config, error: unknown): Result<never> {
  const missing = missingBinary(error);
  const failure = missing ?? writingFailure(error, dataDir);
  if (failure !== undefined) return { ok: false, failure };
  return failed(
    'unavailable',
    `The local library in ${dataDir} cannot be opened.`,
    'Check that ALBUMEN_DATA_DIR is a folder that Albumen may write to.',
  );
}

/** Uploads wait in the data directory: on a disk, where the temporary folder may be memory. */
function connectionOptions(
  config: Config,
  protectedElsewhere: ProtectedElsewhere | undefined,
): Pick<ConnectionOptions, 'timeoutSeconds' | 'uploads' | 'protect' | 'protectedElsewhere' | 'cacheFolder'> {
  return {
    timeoutSeconds: config.immichTimeout,
    uploads: { folders: config.uploadDirs, stagingFolder: join(config.dataDir, 'staging') },
    protect: config.protect,
    protectedElsewhere,
    cacheFolder: join(config.dataDir, 'cache'),
  };
}

/** What tells the libraries in one journal apart. */
function libraryAddress({ immichBaseUrl }: Config): string {
  if (immichBaseUrl === undefined) return 'local';
  const { host, pathname } = new URL(immichBaseUrl);
  return `${host}${pathname.replace(/\/$/, '')}`;
}
