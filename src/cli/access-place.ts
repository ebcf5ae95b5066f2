/** Where clients and their tokens are kept. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type DatabasePlace, databasePlace } from '../database/place.ts';

/** The shared PostgreSQL where one is configured, else a file of the data folder. */
export function accessPlace({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): DatabasePlace {
  return databasePlace(databaseUrl, join(dataDir, 'access.db'));
}
