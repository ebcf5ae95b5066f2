import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, type TestClient } from '../fixtures/mcp-clients.ts';
import { albumen } from '../fixtures/program.ts';

/** `albumen serve --names immich-photo-manager`, as a host starts it. */
let client: TestClient;
let log = '';
const home = mkdtempSync(join(tmpdir(), 'albumen-names-'));

beforeAll(async () => {
  const command = albumen(['serve'], { HOME: home, ALBUMEN_NAMES: 'immich-photo-manager' });
  const connected = await clientKinds[1]?.connect({ stdio: command }, (text) => {
    log += text;
  });
  if (connected === undefined) throw new Error('no client');
  client = connected;
});
afterAll(async () => {
  await client.close();
  rmSync(home, { recursive: true, force: true });
});

describe('a server that lists the names of immich-photo-manager', () => {
  it('has these in place of its own, and its own for the rest', async () => {
    const names = (await client.list()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['list_albums', 'list_assets', 'merge_people', 'contact_sheet']));
    expect(names).not.toContain('immich_albums_list');
    await expect(client.call('immich_albums_list', {})).rejects.toThrow('Unknown tool');
  });

  it('offers no guided job whose text would name what is not there', async () => {
    expect(await client.prompts()).toEqual([]);
  });

  it('writes its own names into the history and the log, with the other one beside it', async () => {
    const made = await client.call('create_album', { name: 'Trip', description: '' });
    expect(made.data).toMatchObject({ albumName: 'Trip' });
    const history = await client.call('history_list', {});
    expect(history.data).toMatchObject({ changes: [{ tool: 'immich_albums_create', status: 'done' }] });
    await expect.poll(() => log).toMatch(/"tool":"immich_albums_create","via":"create_album"/);
  });
});
