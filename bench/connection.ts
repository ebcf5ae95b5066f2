/** A real client connected to the built program over stdio, with an empty data folder of its own unless told. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

export const program = resolve(import.meta.dirname, '../dist/albumen.js');

/** A temporary folder and how to remove it. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'albumen-bench-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Starts `albumen serve` with these flags and connects in the 2026-07-28 protocol. */
export async function connectOverStdio(
  flags: readonly string[],
  dataDir?: string,
): Promise<{ client: Client; close(): Promise<void> }> {
  const folder = dataDir === undefined ? await temporaryFolder() : undefined;
  const client = new Client({ name: 'bench', version: '0' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, 'serve', '--data-dir', dataDir ?? folder?.path ?? '', ...flags],
      stderr: 'ignore',
    }),
  );
  return {
    client,
    close: async () => {
      await client.close();
      await folder?.remove();
    },
  };
}
