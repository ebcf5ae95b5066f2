/** The local library's schema, one step per entry, applied in order and never edited once released. */
import { type Kysely, type Migration, sql } from 'kysely';
import { firstTables } from './migrations/0001-first-tables.ts';

/** A step that runs the statements of `script`, each of which ends with `;` at the end of a line. */
function script(text: string): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of text.split(/;\s*\n/)) {
        if (statement.trim() !== '') await sql.raw(statement).execute(db);
      }
    },
  };
}

export const migrations: Record<string, Migration> = {
  '0001-first-tables': script(firstTables),
};
