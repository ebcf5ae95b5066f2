/** The library that `albumen serve` works on: an Immich server or the local library, opened by the first call. */
import { join } from 'node:path';
import { failed, type Result, success } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { ImmichLibrary } from '../immich/connection.ts';
import type { UploadSettings } from '../immich/upload/uploads.ts';
import type { Library } from '../library/library.ts';
import type { Log } from '../server/logging.ts';
import { indexInBackground } from './background-indexing.ts';
import { once } from './once.ts';

export interface ServedLibrary {
  /** The library for tools. Opened once; a failure is tried again by the next call. */
  connect(): Promise<Result<ImmichLibrary>>;
  /** Begins what needs no caller, after the server has started. */
  startWork(): void;
  close(): Promise<void>;
}

/** Chooses by configuration; loads and opens nothing yet. */
export function servedLibrary(config: Config, log: Log): ServedLibrary {
  const { immichBaseUrl, immichApiKey } = config;
  return immichBaseUrl === undefined || immichApiKey === undefined
    ? localLibrary(config, log)
    : immichServer(config, immichBaseUrl, immichApiKey);
}

function immichServer(config: Config, baseUrl: string, apiKey: string): ServedLibrary {
  const opened = once(async () => {
    const { connectImmich } = await import('../immich/connection.ts');
    return connectImmich({
      baseUrl,
      apiKey,
      externalUrl: config.immichExternalUrl,
      timeoutSeconds: config.immichTimeout,
      uploads: uploadsOf(config),
      protect: config.protect,
      cacheFolder: join(config.dataDir, 'cache'),
      maxRetries: config.immichMaxRetries,
    });
  });
  return {
    connect: async () => success(await opened.get()),
    startWork: () => {},
    close: async () => (await opened.ifAny())?.close(),
  };
}

function localLibrary(config: Config, log: Log): ServedLibrary {
  const stop = new AbortController();
  let work: Promise<void> = Promise.resolve();
  const library = once(async (): Promise<Library> => {
    const { openLibrary } = await import('../library/library.ts');
    return openLibrary({
      dataDir: config.dataDir,
      publicUrl: config.publicUrl,
      onFault: (fault, request) => log.defect(request.correlationId, fault),
    });
  });
  const connection = once(async () => {
    const [{ connectImmich }, open] = await Promise.all([import('../immich/connection.ts'), library.get()]);
    return connectImmich({
      baseUrl: 'http://local-library',
      apiKey: open.ownerKey,
      timeoutSeconds: config.immichTimeout,
      uploads: uploadsOf(config),
      protect: config.protect,
      cacheFolder: join(config.dataDir, 'cache'),
      // Its key is another one in every process.
      cacheIdentity: `local library of ${open.owner.id}`,
      maxRetries: 0,
      fetch: (request) => open.fetch(request),
    });
  });
  return {
    connect: async () => {
      try {
        return success(await connection.get());
      } catch (error) {
        log.defect('local library', error);
        return failed(
          'unavailable',
          `The local library in ${config.dataDir} cannot be opened.`,
          'Check that ALBUMEN_DATA_DIR is a folder that Albumen may write to.',
        );
      }
    },
    startWork: () => {
      if (config.photos.length === 0) return;
      work = indexInBackground(library.get, config.photos, log, stop.signal);
    },
    close: async () => {
      stop.abort();
      await work;
      await (await connection.ifAny())?.close();
      await (await library.ifAny())?.close();
    },
  };
}

/** Uploads wait in the data directory: on a disk, where the temporary folder may be memory. */
function uploadsOf(config: Config): UploadSettings {
  return { folders: config.uploadDirs, stagingFolder: join(config.dataDir, 'staging') };
}
