import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/library/store/open.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
let open: OpenLibrary;

beforeAll(async () => {
  open = await openTestLibrary();
});
afterAll(() => open.close());

describe('every answer', () => {
  it('carries a correlation id of its own in the header, errors in the body carry none', async () => {
    const [one, two] = [await open.ask('GET', '/nonsense'), await open.ask('GET', '/nonsense')];
    expect(one.headers.get('x-correlation-id')).not.toBe(two.headers.get('x-correlation-id'));
    expect(one.body).toEqual({ message: 'Cannot GET /api/nonsense' });
  });

  it('is JSON in UTF-8', async () => {
    const { headers } = await open.ask('GET', '/users/me');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

describe('unknown routes', () => {
  it.each([
    ['GET', '/nonsense'],
    ['PATCH', '/trash'],
    ['OPTIONS', '/assets'],
    ['GET', '/server/theme'],
  ])('answers 404 to %s %s, with or without a key', async (method, path) => {
    const expected = { status: 404, body: { message: `Cannot ${method} /api${path}` } };
    expect(await open.ask(method, path)).toMatchObject(expected);
    expect(await open.ask(method, path, { key: null })).toMatchObject(expected);
  });

  it('says nothing of the query, in which a key may stand', async () => {
    const { body } = await open.ask('GET', '/nonsense?apiKey=secret');
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('takes a slash at the end for the same route', async () => {
    expect((await open.ask('GET', '/users/')).status).toBe(200);
  });
});

describe('ids', () => {
  it.each([
    ['no UUID', '123'],
    ['a UUID of another version', '00000000-0000-1000-8000-000000000000'],
  ])('refuses %s by name of the field', async (_, id) => {
    const answer = await open.ask('GET', `/assets/${id}`);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        message: 'Validation failed',
        errors: [{ code: 'invalid_format', path: ['id'], message: 'Invalid UUID' }],
      },
    });
  });

  it('does not tell unknown ids from those of others: 400, not 404', async () => {
    const answer = await open.ask('GET', `/assets/${unknownId}`);
    expect(answer).toMatchObject({ status: 400, body: { message: 'Not found or no asset.read access' } });
  });

  it('names the place of a bad id in a list', async () => {
    const { body } = await open.ask('DELETE', '/assets', { body: { ids: [unknownId, 'x'] } });
    expect(body).toMatchObject({ errors: [{ path: ['ids', 1], message: 'Invalid UUID' }] });
  });
});

describe('bodies', () => {
  const json = { 'content-type': 'application/json' };
  it.each([
    ['broken JSON', '{bad json', json, /^Expected property name/],
    ['a bare string', '"x"', json, /^Unexpected token '"', "+x"+ is not valid JSON$/],
    ['null', 'null', json, /^Unexpected token 'n', "null" is not valid JSON$/],
    ['a list', '[]', json, 'Validation failed'],
    ['another type', '{"ids":[]}', { 'content-type': 'text/plain' }, 'Validation failed'],
  ])('refuses %s', async (_, body, headers, message) => {
    const answer = await open.ask('DELETE', '/assets', { body, headers });
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringMatching(message) } });
  });

  it('takes an empty body for {} and none for nothing', async () => {
    const empty = await open.ask('DELETE', '/assets', { body: '', headers: json });
    expect(empty.body).toMatchObject({
      errors: [{ path: ['ids'], message: expect.stringContaining('expected array') }],
    });
    const none = await open.ask('DELETE', '/assets');
    expect(none.body).toMatchObject({ errors: [{ path: [], message: expect.stringContaining('expected object') }] });
  });

  it('refuses more than ten megabytes', async () => {
    const body = JSON.stringify({ ids: [], filler: 'x'.repeat(11 * 1024 * 1024) });
    expect((await open.ask('DELETE', '/assets', { body, headers: json })).status).toBe(413);
  });

  it('drops unknown fields and is strict about types', async () => {
    expect((await open.ask('DELETE', '/assets', { body: { ids: [], nonsense: 1 } })).status).toBe(204);
    const { body } = await open.ask('DELETE', '/assets', { body: { ids: [], force: 'true' } });
    expect(body).toMatchObject({
      errors: [{ code: 'invalid_type', path: ['force'], message: 'Invalid input: expected boolean, received string' }],
    });
  });
});

describe('queries', () => {
  it.each(['1', 'yes', 'TRUE', ''])('takes only true and false for a boolean, not %j', async (value) => {
    const { status, body } = await open.ask('GET', `/assets/statistics?isFavorite=${value}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: [{ path: ['isFavorite'], message: 'Invalid option: expected one of "true"|"false"' }],
    });
  });

  it('keeps locked assets from any key', async () => {
    const answer = await open.ask('GET', '/assets/statistics?visibility=locked');
    expect(answer).toMatchObject({ status: 401, body: { message: 'Elevated permission is required' } });
  });
});

describe('failures of our own', () => {
  it('answer 500 without a detail, and are told to whoever opened the library', async () => {
    const broken = await openTestLibrary();
    await broken.library.store.schema.dropTable('apiKey').execute();
    const answer = await broken.ask('GET', '/users/me', { key: 'some-key' });
    expect(answer).toMatchObject({ status: 500, body: { message: 'Internal server error' } });
    expect(broken.faults).toHaveLength(1);
    await broken.close();
  });

  it('leave nothing half done when another process keeps the database to itself', async () => {
    const busy = await openTestLibrary({ longestWait: 50 });
    const id = await busy.addAsset({ seed: 1 });
    const other = await openStore(join(busy.library.dataDir, 'library.db'));
    const ids = [id];
    const answers = await other
      .transaction()
      .execute(async () => [
        await busy.ask('PUT', '/assets', { body: { ids, isFavorite: true } }),
        await busy.ask('DELETE', '/assets', { body: { ids, force: true } }),
        await busy.upload({ seed: 2 }),
      ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 500, body: { message: 'Internal server error' } });
    }
    expect(await busy.filesIn('incoming')).toEqual([]);
    expect(await busy.filesIn('held')).toEqual([]);
    expect((await busy.ask('GET', `/assets/${id}`)).body).toMatchObject({ isFavorite: false });
    expect((await busy.request('GET', `/assets/${id}/original`)).status).toBe(200);
    expect((await busy.upload({ seed: 2 })).status).toBe(201);
    await other.destroy();
    await busy.close();
  });
});
