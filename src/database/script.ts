/** Schema steps written as SQL. */
import { type Kysely, type Migration, sql } from 'kysely';

/** A step that runs the statements of `text`, each of which ends with `;` at the end of a line. */
export function script(text: string): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of text.split(/;\s*\n/)) {
        if (statement.trim() !== '') await sql.raw(statement).execute(db);
      }
    },
  };
}
