/** Everything that one server works on: Immich or the local library, PhotoPrism, or both. */
import type { Config } from '../config.ts';
import type { Log } from '../server/logging.ts';
import type { KeyOf } from './accounts.ts';
import { type HistorySource, immichHistory, photoprismHistory } from './history-source.ts';
import { protectedInImmich, protectedInPhotoPrism } from './protected-elsewhere.ts';
import { type ServedLibrary, servedLibrary } from './served-library.ts';
import { type ServedPhotoPrism, servedPhotoPrism } from './served-photoprism.ts';

export interface ServedLibraries {
  /** Undefined where PhotoPrism is the only library. */
  readonly library: ServedLibrary | undefined;
  readonly photoprism: ServedPhotoPrism | undefined;
  /** Whose changes are written down. */
  readonly sources: readonly HistorySource[];
  close(): Promise<void>;
}

/** Chooses by configuration; loads and opens nothing yet. `learn` is told of secrets that come up later. */
export function servedLibraries(
  config: Config,
  log: Log,
  learn: (secret: string) => void,
  keyOf?: KeyOf,
): ServedLibraries {
  const hasBoth = hasImmichSide(config) && config.photoprismBaseUrl !== undefined;
  const library = hasImmichSide(config)
    ? servedLibrary(config, log, keyOf, hasBoth ? (...asked) => protectedInPhotoPrism(photoprism, ...asked) : undefined)
    : undefined;
  const photoprism = servedPhotoPrism(
    config,
    learn,
    hasBoth ? (...asked) => protectedInImmich(library, ...asked) : undefined,
  );
  return {
    library,
    photoprism,
    sources: [
      ...(library === undefined ? [] : [immichHistory(library)]),
      ...(photoprism === undefined ? [] : [photoprismHistory(photoprism)]),
    ],
    close: async () => {
      await Promise.all([library?.close(), photoprism?.close()]);
    },
  };
}

/** Whether there is a library on the Immich side: a server, or folders; with nothing configured, the empty local library. */
export function hasImmichSide({ immichBaseUrl, photos, photoprismBaseUrl }: Config): boolean {
  return immichBaseUrl !== undefined || photos.length > 0 || photoprismBaseUrl === undefined;
}

/** Whether that library is the local one. */
export function hasLocalLibrary(config: Config): boolean {
  return hasImmichSide(config) && config.immichBaseUrl === undefined;
}
