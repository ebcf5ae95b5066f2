import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkStates } from '../../../src/photoprism/changes/link-states.ts';
import { type ChangeLog, openChangeLog } from '../../fixtures/photoprism/change-log.ts';
import type { AlbumRow, LinkRow } from '../../fixtures/photoprism/rows.ts';
import { addAlbum, addLink } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

const password = watchSecret('open-Sesame-4711');
const day = 86_400_000;

let tools: PhotoPrismTools;
let log: ChangeLog;
let album: AlbumRow;

beforeEach(async () => {
  log = openChangeLog();
  tools = await openPhotoPrismTools({ recorder: log.recorder });
  album = addAlbum(tools.server.state, 'Summer Sea');
});

afterEach(() => tools.close());

const now = () => new Date().toISOString();
const link = (facts: Partial<LinkRow> = {}) => addLink(tools.server.state, album.UID, { ModifiedAt: now(), ...facts });
const links = () => tools.server.state.links;
const act = (name: string, args: Record<string, unknown>) =>
  tools.call(name, { album_id: album.UID, ...args, dry_run: false });
const look = (args: Record<string, unknown> = {}) =>
  tools.call('photoprism_shares_list', { album_id: album.UID, ...args });
const writes = () => tools.server.requests.filter(({ method }) => method !== 'GET');
const nextWeek = () => new Date(Date.now() + 7 * day).toISOString();
const call = { signal: new AbortController().signal };
const unknown = 'szzzzzzzzzzzzzzz';

/** Milliseconds between the end that a link is told to have and another moment. */
function distance(told: unknown, moment: string): number {
  return Math.abs(Date.parse(String(told)) - Date.parse(moment));
}

describe('photoprism_shares_list', () => {
  test('lists the links of an album with their addresses, and which have ended', async () => {
    const open = link({ Slug: 'sea', MaxViews: 5, Views: 2, VerifyPassword: true });
    const over = link({ Expires: 60, ModifiedAt: '2025-01-01T00:00:00Z' });
    const used = link({ MaxViews: 3, Views: 3 });
    const endless = link({ Views: 3 });
    const { data } = await look();
    expect(data).toMatchObject({
      total: 4,
      links: [
        { id: open.UID, url: `${tools.server.url}/s/${open.Token}/sea`, views: 2, max_views: 5, has_password: true },
        { id: over.UID, url: `${tools.server.url}/s/${over.Token}/${album.UID}`, ended: true },
        { id: used.UID, ended: true },
        { id: endless.UID, views: 3 },
      ],
    });
    expect(JSON.stringify(data).match(/ended/g)).toHaveLength(2);
  });

  test('says that there is no such album', async () => {
    expect((await look({ album_id: 'azzzzzzzzzzzzzzz' })).error).toContain('no such album');
  });
});

describe('photoprism_shares_create', () => {
  test('makes a link that is named after the album and stays open', async () => {
    const { data } = await act('photoprism_shares_create', {});
    const [made] = links();
    expect(made).toMatchObject({ Slug: 'summer-sea', Expires: 0, MaxViews: 0, VerifyPassword: false });
    expect(data).toMatchObject({ id: made?.UID, url: `${tools.server.url}/s/${made?.Token}/summer-sea` });
    expect(log.last().outcomes).toMatchObject([
      { id: made?.UID, made: { kind: 'photoprism_link', after: { albumId: album.UID, expiresAt: null } } },
    ]);
  });

  test('sets when it ends, how often it opens, and a password that nobody is told', async () => {
    const expires_at = nextWeek();
    const told = await act('photoprism_shares_create', { expires_at, max_views: 9, password, slug: 'for-you' });
    expect(told.data).toMatchObject({ max_views: 9, has_password: true, url: expect.stringContaining('/for-you') });
    expect(told.data.warning).toBeUndefined();
    expect(distance(told.data.expires_at, expires_at)).toBeLessThan(60_000);
    expect(links()[0]).toMatchObject({ MaxViews: 9, VerifyPassword: true });
    const written = JSON.stringify(log.last());
    expect(written).not.toContain(password);
    expect(written).not.toContain(links()[0]?.Token);
  });

  test('warns where PhotoPrism did not take the password', async () => {
    const push = links().push.bind(links());
    links().push = (...rows) => push(...rows.map((row) => ({ ...row, VerifyPassword: false })));
    const { data } = await act('photoprism_shares_create', { password });
    expect(data.has_password).toBeUndefined();
    expect(data.warning).toContain('does not say that this link asks for a password');
  });

  test('believes no answer with a link that is not there', async () => {
    const made = link();
    tools.server.faults.add({ match: 'POST', kind: 200, body: JSON.stringify(made) });
    expect((await act('photoprism_shares_create', {})).error).toContain('is not there');
  });

  test.each([
    [{ expires_at: '2020-01-01' }, 'in the past'],
    [{ expires_at: 'soon' }, 'is no date'],
    [{ slug: 'Not This' }, 'slug'],
    [{ max_views: -1 }, 'max_views'],
  ])('refuses %j', async (args, message) => {
    expect((await act('photoprism_shares_create', args)).error).toContain(message);
    expect(writes()).toEqual([]);
  });

  test('finds the link that was made although the answer was lost', async () => {
    link();
    tools.server.faults.add({ match: 'POST', kind: 'lost' });
    const { data } = await act('photoprism_shares_create', {});
    expect(links()).toHaveLength(2);
    expect(data).toMatchObject({ id: links()[1]?.UID });
  });

  test('says that none was made where the connection broke before', async () => {
    tools.server.faults.add({ match: 'POST', kind: 'cut' });
    expect((await act('photoprism_shares_create', {})).error).toContain('The link was not made.');
  });

  test('passes on that there is such a link already, without the password in the words of the server', async () => {
    const body = JSON.stringify({ code: 409, error: `Duplicate ${password}` });
    tools.server.faults.add({ match: 'POST', kind: 409, body });
    const { error } = await act('photoprism_shares_create', { password });
    expect(error).toContain('409');
    expect(error).not.toContain(password);
  });
});

describe('photoprism_shares_update', () => {
  test('leaves everything as it is that is not given, also the moment at which it ends', async () => {
    const made = link({
      Slug: 'sea',
      MaxViews: 5,
      Expires: 10 * 86_400,
      ModifiedAt: new Date(Date.now() - 3 * day).toISOString(),
    });
    const end = new Date(Date.now() + 7 * day).toISOString();
    const { data } = await act('photoprism_shares_update', { link_id: made.UID, max_views: 8 });
    expect(data).toMatchObject({ max_views: 8, url: expect.stringContaining('/sea') });
    expect(distance(data.expires_at, end)).toBeLessThan(60_000);
    expect(links()[0]).toMatchObject({ Slug: 'sea', MaxViews: 8 });
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_link',
        id: made.UID,
        before: { albumId: album.UID, MaxViews: 5 },
        after: { albumId: album.UID, MaxViews: 8 },
      },
    ]);
  });

  test('takes the end away', async () => {
    const made = link({ Expires: 86_400 });
    const { data } = await act('photoprism_shares_update', { link_id: made.UID, expires_at: null });
    expect(data.expires_at).toBeUndefined();
    expect(links()[0]?.Expires).toBe(0);
  });

  test('asks for a new end of a link that has ended', async () => {
    const made = link({ Expires: 60, ModifiedAt: '2025-01-01T00:00:00Z' });
    const args = { link_id: made.UID, max_views: 3 };
    expect((await act('photoprism_shares_update', args)).error).toContain('This link ended');
    expect((await act('photoprism_shares_update', { ...args, expires_at: nextWeek() })).data.ended).toBeUndefined();
  });

  test('warns that a password cannot be taken off', async () => {
    const made = link();
    await act('photoprism_shares_update', { link_id: made.UID, password });
    expect(links()[0]?.VerifyPassword).toBe(true);
    expect(log.last().change.caution).toContain('password');
    expect(JSON.stringify(log.last())).not.toContain(password);
  });

  test.each([
    ['how often it opens', () => ({ max_views: 3 })],
    ['when it ends', () => ({ expires_at: nextWeek() })],
    ['its address', () => ({ slug: 'lake' })],
    ['its password', () => ({ password })],
  ])('says when a change of %s is not there', async (_, args) => {
    const made = link();
    tools.server.faults.add({ match: 'PUT', kind: 200, body: JSON.stringify(made) });
    const { error } = await act('photoprism_shares_update', { link_id: made.UID, ...args() });
    expect(error).toContain('does not show it');
  });

  test('knows no link of another album', async () => {
    const other = addLink(tools.server.state, addAlbum(tools.server.state, 'Alps').UID);
    expect((await act('photoprism_shares_update', { link_id: other.UID, max_views: 1 })).error).toContain(
      'no such link',
    );
  });
});

describe('photoprism_shares_delete', () => {
  test('previews, and says that another link has another address', async () => {
    const made = link();
    const { data } = await tools.call('photoprism_shares_delete', { album_id: album.UID, link_id: made.UID });
    expect(data).toMatchObject({ dry_run: true, id: made.UID, note: expect.stringContaining('has another one') });
    expect(data.note).not.toContain('password');
    expect(writes()).toEqual([]);
  });

  test('says in the preview that a link with a password cannot come back', async () => {
    const made = link({ VerifyPassword: true });
    const { data } = await tools.call('photoprism_shares_delete', { album_id: album.UID, link_id: made.UID });
    expect(data.note).toContain('Its password is kept nowhere, so this cannot be taken back.');
  });

  test('ends it, and writes down all but its token and password', async () => {
    const made = link({ Slug: 'sea', VerifyPassword: true, MaxViews: 2 });
    expect((await act('photoprism_shares_delete', { link_id: made.UID })).data).toMatchObject({ deleted: made.UID });
    expect(links()).toEqual([]);
    expect(log.last().change).toMatchObject({
      caution: expect.stringContaining('password'),
      items: [
        {
          id: made.UID,
          before: { albumId: album.UID, Slug: 'sea', MaxViews: 2, hasPassword: true, expiresAt: null },
          after: null,
        },
      ],
    });
    expect(JSON.stringify(log.last())).not.toContain(made.Token);
  });

  test.each([
    ['lost', true],
    ['cut', false],
  ] as const)('looks again after a connection that was %s', async (kind, isGone) => {
    const made = link();
    tools.server.faults.add({ match: 'DELETE', kind });
    const told = await act('photoprism_shares_delete', { link_id: made.UID });
    expect(links()).toHaveLength(isGone ? 0 : 1);
    expect(told.error === undefined).toBe(isGone);
    if (!isGone) expect(told.error).toContain('still there');
  });

  test('says that there is no such link', async () => {
    expect((await act('photoprism_shares_delete', { link_id: unknown })).error).toContain('no such link');
  });
});

describe('the state of links', () => {
  test('tells an end that differs by seconds as it was written down', async () => {
    const made = link({ Expires: 86_400 });
    const end = new Date(Date.parse(made.ModifiedAt) + day + 30_000).toISOString();
    const known = { id: made.UID, albumId: album.UID };
    const near = await linkStates([{ ...known, states: [null, { expiresAt: end }] }], tools.library, call);
    expect(near).toMatchObject({ ok: true, value: [{ expiresAt: end }] });
    const far = await linkStates([{ ...known, states: [{ expiresAt: nextWeek() }] }], tools.library, call);
    expect(far.ok && distance(far.value[0]?.expiresAt, end)).toBe(30_000);
  });

  test('is none for links and albums that are gone', async () => {
    const gone = [
      { id: unknown, albumId: album.UID },
      { id: unknown, albumId: 'azzzzzzzzzzzzzzz' },
    ];
    expect(await linkStates(gone, tools.library, call)).toEqual({ ok: true, value: [null, null] });
  });
});
