/** The PhotoPrism server that `albumen serve` works on, where one is configured. */
import { join } from 'node:path';
import type { Connect } from '../catalog/binding.ts';
import type { Caller } from '../catalog/caller.ts';
import type { ProtectedElsewhere } from '../catalog/protected-sets.ts';
import { failed, success } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { PhotoPrismLibrary } from '../photoprism/connection.ts';
import { once } from './once.ts';
import { servedPictures } from './served-pictures.ts';

export interface ServedPhotoPrism {
  /** The library for tools; for callers that it serves. */
  readonly connect: Connect<PhotoPrismLibrary>;
  /** There is one token for PhotoPrism: whoever acts with a key of their own must not act with everybody's here. */
  serves(caller: Caller): boolean;
  readonly journalName: string;
  close(): Promise<void>;
}

/**
 * Undefined where none is configured; loads and opens nothing yet. `learn` is told of secrets that the server hands out,
 * `elsewhere` tells what of the protected is in another library.
 */
export function servedPhotoPrism(
  config: Config,
  learn: (secret: string) => void,
  elsewhere?: ProtectedElsewhere,
): ServedPhotoPrism | undefined {
  const { photoprismBaseUrl: baseUrl, photoprismAccessToken: accessToken } = config;
  if (baseUrl === undefined || accessToken === undefined) return undefined;
  const connection = once(async () => {
    const { connectPhotoPrism } = await import('../photoprism/connection.ts');
    return connectPhotoPrism({
      baseUrl,
      accessToken,
      timeoutSeconds: config.photoprismTimeout,
      maxRetries: config.photoprismMaxRetries,
      learnSecret: learn,
      uploads: { folders: config.uploadDirs, stagingFolder: join(config.dataDir, 'staging') },
      pictureCache: servedPictures(config),
      protect: config.protect,
      protectedElsewhere: elsewhere,
    });
  });
  const serves = ({ keyOwner }: Caller) => keyOwner === undefined;
  const { host, pathname } = new URL(baseUrl);
  return {
    connect: async (caller) => (serves(caller) ? success(await connection.get()) : notTheirs),
    serves,
    journalName: `photoprism ${host}${pathname.replace(/\/$/, '')}`,
    close: async () => (await connection.ifAny())?.close(),
  };
}

const notTheirs = failed(
  'denied',
  'This client acts with a key of its own for Immich, and has none for PhotoPrism.',
  'Use a client without a library key for PhotoPrism.',
);
