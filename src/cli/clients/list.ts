/** `albumen clients ls`: lists the clients. */
import type { Client } from '../../access/clients.ts';
import { success } from '../../catalog/result.ts';
import type { Flags } from '../../config.ts';
import { clientColumns, clientRecord, clientRow } from './client-row.ts';
import { type ReportFormat, table } from './table.ts';
import { withAccess } from './with-access.ts';

interface ListFlags extends ReportFormat {
  readonly n: number;
  readonly json?: boolean;
}

const noClient = 'There is no client yet. Add one: albumen clients add --name <name>\n';
const noneFits = 'No client fits. albumen clients ls lists all.\n';

/** Prints the clients that fit `search`, in the order in which they were registered. */
export function listClients(
  search: string | undefined,
  { n, json, md, csv, tsv, ...flags }: Flags & ListFlags,
): Promise<void> {
  return withAccess(flags, async ({ access }) => {
    const fitting = (await access.clients.all()).filter((client) => fits(client, search?.toLowerCase() ?? ''));
    const shown = fitting.slice(0, n);
    if (json) process.stdout.write(`${JSON.stringify(shown.map(clientRecord), null, 2)}\n`);
    else if (shown.length > 0) {
      process.stdout.write(table(clientColumns, shown.map(clientRow), { md, csv, tsv }));
    } else process.stderr.write(search === undefined ? noClient : noneFits);
    if (fitting.length > n) process.stderr.write(`${n} of ${fitting.length}; -n shows more.\n`);
    return success(undefined);
  });
}

function fits({ id, name, user }: Client, text: string): boolean {
  return [id, name, user].some((field) => field.toLowerCase().includes(text));
}
