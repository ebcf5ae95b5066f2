/** The local library's schema, one step per entry, applied in order and never edited once released. */
import type { Migration } from 'kysely';
import { script } from '../../database/script.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { peopleAndFaces } from './migrations/0002-people-and-faces.ts';
import { activities } from './migrations/0003-activities.ts';
import { sharedLinks } from './migrations/0004-shared-links.ts';
import { duplicates } from './migrations/0005-duplicates.ts';

export const migrations: Record<string, Migration> = {
  '0001-first-tables': script(firstTables),
  '0002-people-and-faces': script(peopleAndFaces),
  '0003-activities': script(activities),
  '0004-shared-links': script(sharedLinks),
  '0005-duplicates': script(duplicates),
};
