/** The cache that all replicas share, where there is a PostgreSQL to share. */
import type { Config } from '../config.ts';
import type { SharedCache } from '../database/shared-cache.ts';
import type { Log } from '../server/logging.ts';
import { once } from './once.ts';

export interface ServedCache {
  /** Undefined where each replica keeps what it knows in files of its own. */
  get(): Promise<SharedCache | undefined>;
  close(): Promise<void>;
}

/** Makes it; nothing is opened or loaded yet. */
export function servedCache({ databaseUrl: url }: Config, log: Log): ServedCache {
  const cache = once(async () => {
    if (url === undefined) return undefined;
    const { sharedCache } = await import('../database/shared-cache.ts');
    return sharedCache({ kind: 'postgres', url }, { report: (error) => log.defect('cache', error) });
  });
  return { get: cache.get, close: async () => (await cache.ifAny())?.close() };
}
