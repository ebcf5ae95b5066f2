/** The local library's schema, one step per entry, applied in order and never edited once released. */
import type { Migration } from 'kysely';
import { script } from '../../database/script.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { sharedLinks } from './migrations/0004-shared-links.ts';

export const migrations: Record<string, Migration> = {
  '0001-first-tables': script(firstTables),
  '0004-shared-links': script(sharedLinks),
};
