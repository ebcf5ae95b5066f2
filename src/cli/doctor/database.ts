/** Checks the PostgreSQL that replicas share. */
import { isLoopback } from '../../access/networks.ts';
import { type Finding, fine, note, problem } from './report.ts';

/** What was found; nothing in it is changed. */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const { lookAtPostgres } = await import('../../database/look-at-postgres.ts');
  try {
    const { address, version, schema, mayCreate } = await lookAtPostgres({ kind: 'postgres', url });
    const where = `PostgreSQL ${version} at ${address.host}:${address.port}, database ${address.database}`;
    if (!mayCreate) {
      const hint = `Grant CREATE on the database, or make the schema ${schema} and grant CREATE on that.`;
      return [problem(`${where}: the user may not make Albumen's tables.`, hint)];
    }
    return [fine(`${where}, can be used.`), ...inTheClear(url, address.host)];
  } catch (error) {
    const message = error instanceof Error ? error.message : 'PostgreSQL cannot be used.';
    return [problem(message, 'Check ALBUMEN_DATABASE_URL. Until it can be reached, nothing is changed.')];
  }
}

function inTheClear(url: string, host: string): Finding[] {
  const isHere = host.startsWith('/') || isLoopback(host);
  if (isHere || /[?&]sslmode=(require|verify)/.test(url)) return [];
  const hint = 'On a network that others use, add ?sslmode=verify-full to ALBUMEN_DATABASE_URL.';
  return [note(`What goes to PostgreSQL at ${host} is not encrypted.`, hint)];
}
