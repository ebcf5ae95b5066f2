/** Fifty clients at once over HTTP, for minutes: how long they wait, what goes wrong, and whether memory stays where it is. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { openAccess } from '../src/access/open-access.ts';
import { accessPlace } from '../src/cli/access-place.ts';
import { openLibrary } from '../src/library/library.ts';
import { fillLibrary } from '../test/fixtures/library-rows.ts';
import { program, temporaryFolder } from './connection.ts';
import { type BenchTable, milliseconds, quantile } from './measure.ts';

const clients = 50;
const assets = 10_000;
const usualMinutes = 5;
/** How often the server's memory is looked at, in milliseconds. */
const lookEvery = 1000;

/** What a household's programs ask for, in turn. */
const calls = [
  { name: 'immich_search_metadata', arguments: { page_size: 20 } },
  { name: 'immich_albums_list', arguments: {} },
  { name: 'immich_assets_statistics', arguments: {} },
  { name: 'immich_tags_list', arguments: {} },
] as const;

interface Seen {
  readonly waited: number[];
  /** Answers that said that a limit was reached. */
  limited: number;
  readonly errors: Map<string, number>;
}

/** Runs for the minutes that the command line names after the bench's name; 5 unless told. Throws on an error that is no limit. */
export async function benchFrontDoor(): Promise<BenchTable> {
  const minutes = Number(process.argv[3] ?? usualMinutes);
  const folder = await temporaryFolder();
  const bearers = await prepare(folder.path);
  const server = await serve(folder.path);
  const connected = await Promise.all(bearers.map((bearer, index) => connect(server.url, bearer, index % 2 === 0)));
  const seen: Seen = { waited: [], limited: 0, errors: new Map() };
  const memory: number[] = [];
  const end = performance.now() + minutes * 60_000;
  const watching = watchMemory(server.url, end, memory);
  await Promise.all(connected.map((client, index) => ask(client, index, end, seen)));
  await watching;
  await Promise.all(connected.map((client) => client.close()));
  await server.close();
  await folder.remove();
  if (seen.errors.size > 0) throw new Error(`Errors: ${JSON.stringify([...seen.errors])}`);
  return tableOf(seen, memory, minutes);
}

/** A filled library, and a registered client for each program; returns what they show. */
async function prepare(dataDir: string): Promise<string[]> {
  const library = await openLibrary({ dataDir });
  await fillLibrary(library.store, { assets, seed: 1 });
  await library.close();
  const access = await openAccess(accessPlace({ databaseUrl: undefined, dataDir }));
  const bearers: string[] = [];
  for (let index = 0; index < clients; index += 1) {
    const terms = { name: `program ${index}`, user: '', role: 'admin', scope: 'mcp', enabled: true } as const;
    const added = await access.clients.add({ ...terms, expires: 86_400, tokens: 10 });
    if (!added.ok) throw new Error(added.failure.message);
    bearers.push(`${added.value.client.id}.${added.value.secret}`);
  }
  await access.close();
  return bearers;
}

async function serve(dataDir: string): Promise<{ url: string; close(): Promise<void> }> {
  const flags = ['--transport', 'streamable-http', '--port', '0', '--data-dir', dataDir];
  // All of them come from one address here.
  const child = spawn(process.execPath, [program, 'serve', ...flags, '--requests-per-minute-per-address', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines = createInterface({ input: child.stderr });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = /listens on (\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error('The server did not start')));
  });
  return {
    url,
    close: async () => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await closed;
    },
  };
}

async function connect(url: string, bearer: string, isModern: boolean): Promise<Client> {
  const options = isModern ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {};
  const client = new Client({ name: 'bench', version: '0' }, options);
  const requestInit = { headers: { authorization: `Bearer ${bearer}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  return client;
}

/** Calls, waits for the answer, and calls again. */
async function ask(client: Client, index: number, end: number, seen: Seen): Promise<void> {
  for (let turn = index; performance.now() < end; turn += 1) {
    const call = calls[turn % calls.length] ?? calls[0];
    const started = performance.now();
    const problem = await client.callTool(call).then(
      (result) => (result.isError === true ? JSON.stringify(result.content) : undefined),
      (error: unknown) => String(error),
    );
    if (problem === undefined) seen.waited.push(performance.now() - started);
    else if (/rate limit exceeded|429|Too many calls are waiting|too busy/.test(problem)) seen.limited += 1;
    else seen.errors.set(problem, (seen.errors.get(problem) ?? 0) + 1);
  }
}

/** Notes the server's memory in MB once a second; rejects where the server does not answer. */
async function watchMemory(url: string, end: number, memory: number[]): Promise<void> {
  while (performance.now() < end) {
    const figures = await (await fetch(url.replace(/mcp$/, 'metrics'))).text();
    memory.push(Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)?.[1]) / 1e6);
    await sleep(Math.min(lookEvery, Math.max(0, end - performance.now())));
  }
}

function tableOf({ waited, limited }: Seen, memory: readonly number[], minutes: number): BenchTable {
  const fifth = Math.max(1, Math.floor(memory.length / 5));
  const part = (from: number) => `${quantile(memory.slice(from * fifth, (from + 1) * fifth), 0.5).toFixed(0)} MB`;
  return {
    title: 'Fifty clients at once',
    how: `${clients} clients over HTTP, half of each protocol era, each calling again as soon as it has its answer, for ${minutes} minutes; local library of ${assets.toLocaleString('en')} assets; clients and server on one machine.`,
    columns: ['what', 'value'],
    rows: [
      ['calls answered', waited.length.toLocaleString('en')],
      ['calls in a second', (waited.length / (minutes * 60)).toFixed(0)],
      ['told that a limit was reached', String(limited)],
      ['other errors', '0'],
      ['median', milliseconds(quantile(waited, 0.5))],
      ['95 %', milliseconds(quantile(waited, 0.95))],
      ['99 %', milliseconds(quantile(waited, 0.99))],
      ['slowest', milliseconds(quantile(waited, 1))],
      ['memory of the server in each fifth of the time', [0, 1, 2, 3, 4].map(part).join(', ')],
    ],
  };
}
