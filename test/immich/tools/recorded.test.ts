/** The reading tools over what a real Immich 3.1.0 answered, where its recordings are there. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { answerJson, type SeenRequest, type StandIn, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { albumsIn, assetsIn, type CallByName, connectForTest, toolsOf } from '../../fixtures/immich-tools.ts';
import { haveRecordings, loadRecordings, type Recording } from '../../library/recordings/recordings.ts';

const topics = ['server', 'users', 'albums', 'assets', 'search', 'tags', 'activities', 'shared-links'];

/** Not part of a filter, or not part of what was recorded. */
const paging = new Set(['page', 'size', 'withExif', 'withDeleted', 'order']);

/** What decides which recording answers a request. */
function signature(method: string, path: string, query: Record<string, unknown>, body: unknown): string {
  const filter = typeof body === 'object' && body !== null && path !== '/api/search/smart' ? Object.entries(body) : [];
  const meant = filter.filter(([name]) => !paging.has(name)).sort();
  return JSON.stringify([method, path, Object.entries(query).sort(), meant]);
}

function signatureOf({ method, url, body }: SeenRequest): string {
  const { pathname, searchParams } = new URL(url, 'http://immich');
  return signature(method, pathname, Object.fromEntries(searchParams), JSON.parse(body || 'null'));
}

/** The first answer to each request of the administrator, or of anybody where no key is needed. */
function recordedAnswers(): Map<string, Recording['response']> {
  const answers = new Map<string, Recording['response']>();
  for (const { request, response } of topics.flatMap(loadRecordings)) {
    const mayBeSeen = request.headers.key === 'full' || response.status === 200;
    const key = signature(request.method, request.path, request.query ?? {}, request.body);
    if (mayBeSeen && !answers.has(key)) answers.set(key, response);
  }
  return answers;
}

describe.skipIf(!haveRecordings)('over recorded answers', () => {
  let server: StandIn;
  let call: CallByName;
  beforeAll(async () => {
    const answers = recordedAnswers();
    server = await startStandIn((request, response) => {
      const answer = answers.get(signatureOf(request));
      if (answer === undefined) answerJson(response, { message: `not recorded: ${signatureOf(request)}` }, 409);
      else answerJson(response, answer.body, answer.status);
    });
    call = toolsOf(connectForTest({ baseUrl: server.url }));
  });
  afterAll(() => server.close());

  test('health and user', async () => {
    expect((await call('immich_ping')).data).toMatchObject({ version: 'v3.1.0' });
    expect((await call('immich_capabilities')).data).toMatchObject({
      version: '3.1.0',
      smart_search: expect.stringMatching(/^Off/),
    });
    expect((await call('immich_user_me')).data).toMatchObject({ name: 'Lab Admin', isAdmin: true });
    expect((await call('immich_assets_statistics')).data).toEqual({ images: 63, videos: 2, total: 65 });
  });

  test('albums, shared and not', async () => {
    expect((await call('immich_albums_list')).data).toMatchObject({ total: 5 });
    expect((await call('immich_albums_list', { shared: true })).data).toMatchObject({ total: 3 });
    expect((await call('immich_albums_list', { shared: false })).data).toMatchObject({ total: 2 });
  });

  test('an album with its assets', async () => {
    const [paris] = albumsIn(await call('immich_albums_list', { name: 'paris' }));
    const told = await call('immich_albums_get', { album_id: paris?.id });
    expect(told.data).toMatchObject({ albumName: 'Paris 2023', assetCount: 3, total: 3 });
    expect(assetsIn(told)).toHaveLength(3);
  });

  test('smart search while machine learning is off', async () => {
    expect((await call('immich_search_smart', { query: 'sunset' })).error).toContain('immich_search_metadata');
  });

  test('explore within the budget', async () => {
    const told = await call('immich_search_explore');
    expect(told.data.fields).toContainEqual(expect.objectContaining({ fieldName: 'exifInfo.city' }));
    expect(countTokens(told.text)).toBeLessThan(3000);
  });

  test('a search in the archive', async () => {
    const told = await call('immich_search_metadata', { is_archived: true });
    expect(assetsIn(told)).toHaveLength(3);
    expect(assetsIn(told).every((asset) => asset.archived === true && 'file' in asset && 'taken' in asset)).toBe(true);
    expect(told.data).toMatchObject({ assets: { total: 3 } });
  });

  test('tags, by path', async () => {
    const told = await call('immich_tags_list', { name: 'travel' });
    expect(told.data).toMatchObject({ total: 6 });
    expect(told.data.tags).toContainEqual({ id: expect.any(String), value: 'Travel/Europe/France/Paris' });
    const coloured = { id: expect.any(String), value: 'a/b', color: '#ff8800' };
    expect((await call('immich_tags_list', { name: 'a/b' })).data.tags).toContainEqual(coloured);
  });

  test('comments and likes of an album', async () => {
    const album = { album_id: 'Family & Friends' };
    const told = await call('immich_activities_list', { ...album, type: 'COMMENT' });
    expect(told.data).toMatchObject({
      total: 2,
      activities: [
        { type: 'comment', comment: 'Lovely evening!', user: 'Lab Admin' },
        { comment: 'Great picture of Alice', user: 'Bob Second', assetId: expect.any(String) },
      ],
    });
    expect((await call('immich_activities_statistics', album)).data).toEqual({ comments: 2, likes: 2 });
  });

  test('shared links, and never the password that the server sends along', async () => {
    const told = await call('immich_shared_links_list');
    const [expired, withPassword, paris] = z.array(z.looseObject({ id: z.string() })).parse(told.data.shared_links);
    expect(told.data).toMatchObject({ total: 3, page: 1 });
    expect(expired).toMatchObject({ albumName: 'Family & Friends', expired: true, allowDownload: false });
    expect(withPassword).toMatchObject({ type: 'INDIVIDUAL', has_password: true, first_file: 'DSC_0101.jpg' });
    expect(paris).toMatchObject({ albumName: 'Paris 2023', url: expect.stringMatching(/\/s\/paris-2023$/) });
    expect(paris).not.toHaveProperty('has_password');
    const one = await call('immich_shared_links_get', { shared_link_id: withPassword?.id });
    expect(one.data).toMatchObject({ assetCount: 2, assets: [{ file: 'DSC_0101.jpg' }, { file: 'R5_2001.jpg' }] });
    expect(one.text).not.toContain('"password"');
  });

  test('one asset in full', async () => {
    const told = await call('immich_assets_get', { asset_id: '81254362-80d5-4959-a94f-f30887e32299' });
    expect(told.data).toMatchObject({
      originalFileName: 'DUP1_IMG_0001.JPG',
      isFavorite: true,
      exifInfo: { rating: 5 },
    });
  });
});
