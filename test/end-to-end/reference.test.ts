import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, type TestClient } from '../fixtures/mcp-clients.ts';
import { albumen } from '../fixtures/program.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-reference-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(clientKinds)('the reference, for $name', (kind) => {
  let client: TestClient;
  // Nothing listens there: what is answered is known without any library.
  const env = { IMMICH_BASE_URL: 'http://127.0.0.1:9', IMMICH_API_KEY: 'no-key', ALBUMEN_TOOLSETS: 'all' };

  beforeAll(async () => {
    client = await kind.connect({ stdio: albumen(['serve'], { ...env, ALBUMEN_DATA_DIR: folder }) });
  });
  afterAll(() => client.close());

  it('lists its resources, those of each program in the order of PhotoPrism', async () => {
    expect((await client.resources()).map(({ uri }) => uri)).toEqual([
      'immich://config-options',
      'immich://search-filters',
      'photoprism://config-options',
      'photoprism://search-filters',
    ]);
  });

  it.each([
    ['photoprism://config-options', 227],
    ['photoprism://search-filters', 83],
  ])('reads %s', async (uri, count) => {
    const { mimeType, text } = await client.resource(uri);
    expect(mimeType).toBe('application/json');
    expect(JSON.parse(text)).toMatchObject({ edition: 'ce', items: { length: count } });
  });

  it('answers for an address that does not exist with the code and the address that the protocol wants', async () => {
    await expect(client.resource('photoprism://nothing')).rejects.toMatchObject({
      code: -32602,
      data: { uri: 'photoprism://nothing' },
    });
  });

  it.each([
    ['list_config_keys', { query: 'http', limit: 3 }],
    ['find_search_filters', { query: 'Berlin', limit: 5 }],
    ['list_cli_commands', { query: 'index' }],
    ['list_file_formats', { type: 'raw' }],
    ['list_metadata_fields', { query: 'lens' }],
    ['immich_list_config_keys', { section: 'trash' }],
    ['immich_find_search_filters', { query: 'favourite' }],
  ])('answers %s', async (name, args) => {
    const outcome = await client.call(name, args);
    expect(outcome.isError, outcome.text).toBe(false);
    expect(Number(outcome.data?.total_matches)).toBeGreaterThan(0);
    expect(JSON.parse(outcome.text)).toEqual(outcome.data);
  });

  it('refuses in the words of PhotoPrism', async () => {
    expect(await client.call('list_config_keys', { edition: 'unknown' })).toMatchObject({
      isError: true,
      text: 'edition must be one of ce, plus, pro, portal, or all',
    });
  });
});

it('may be kept for five minutes by a client of 2026: it changes only with the program', async () => {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  const { command, args, env } = albumen(['serve'], { ALBUMEN_DATA_DIR: folder });
  await client.connect(new StdioClientTransport({ command, args: [...args], env: { ...env }, stderr: 'ignore' }));
  const hint = { ttlMs: 300_000, cacheScope: 'private' };
  expect(await client.listResources()).toMatchObject(hint);
  expect(await client.listResourceTemplates()).toMatchObject(hint);
  expect(await client.readResource({ uri: 'immich://search-filters' })).toMatchObject(hint);
  await client.close();
});
