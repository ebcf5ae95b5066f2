/** `albumen clients show`: all that is known of a client. */
import { directUseEnds } from '../../access/client-reader.ts';
import type { Client } from '../../access/clients.ts';
import { success } from '../../catalog/result.ts';
import type { Flags } from '../../config.ts';
import { clientColumns, clientRecord, clientRow, timeText } from './client-row.ts';
import { type ReportFormat, table } from './table.ts';
import { noSuchClient, withAccess } from './with-access.ts';

/** Prints one client, a line for each thing. */
export function showClient(
  id: string,
  { json, md, csv, tsv, ...flags }: Flags & ReportFormat & { readonly json?: boolean },
): Promise<void> {
  return withAccess(flags, async ({ access }) => {
    const client = await access.clients.find(id);
    if (client === undefined) return noSuchClient(id);
    process.stdout.write(
      json
        ? `${JSON.stringify(clientRecord(client), null, 2)}\n`
        : table(['Name', 'Value'], linesOf(client), { md, csv, tsv }),
    );
    return success(undefined);
  });
}

function linesOf(client: Client): string[][] {
  const row = clientRow(client);
  const ends = directUseEnds(client);
  return [
    ...clientColumns.map((column, index) => [column, row[index] ?? '']),
    ['Secret Made At', timeText(client.secretMadeAt)],
    ['ID And Secret As Token Until', ends === undefined ? 'for ever' : timeText(ends)],
    ['Last Used At', client.lastUsedAt === undefined ? 'never' : timeText(client.lastUsedAt)],
    ['Own Library Key', client.hasLibraryKey ? 'yes' : 'no'],
  ];
}
