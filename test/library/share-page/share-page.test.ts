import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type LibraryServer, serveLibrary } from '../../../src/library/serve.ts';
import { assetsPerPage } from '../../../src/library/share-page/grid-page.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

const link = z.object({ id: z.string(), key: z.string() });
const password = watchSecret('open sesame, please');
const hostile = `<script>alert(1)</script>" onload='x' \u202egnp.exe`;

let open: OpenLibrary;
let server: LibraryServer;
let albumId: string;
let ids: string[];

beforeAll(async () => {
  open = await openTestLibrary();
  server = await serveLibrary(open.library, { port: 0 });
  const at = (day: number) => ({ fileCreatedAt: `2024-05-0${day}T12:00:00Z`, fileModifiedAt: '2024-05-09T12:00:00Z' });
  ids = [
    await open.addAsset({ seed: 1, name: 'oldest.jpg', fields: at(1) }),
    await open.addAsset({ name: 'film.mp4', bytes: Buffer.from('a film'), fields: at(2) }),
    await open.addAsset({ seed: 3, name: 'newest.jpg', fields: at(3) }),
  ];
  const facts = {
    originalFileName: `${hostile}.jpg`,
    description: `Told in the file ${hostile}`,
    city: hostile,
    country: 'France',
    model: hostile,
  };
  await open.library.store
    .updateTable('asset')
    .set(facts)
    .where('id', '=', ids[0] ?? '')
    .execute();
  const body = { albumName: hostile, description: `One\n${hostile}`, assetIds: ids };
  albumId = z.object({ id: z.string() }).parse((await open.ask('POST', '/albums', { body })).body).id;
});
afterAll(async () => {
  await server.close();
  await open.close();
  expect(open.faults).toEqual([]);
});

async function addLink(body: object = {}): Promise<z.infer<typeof link>> {
  const { body: made } = await open.ask('POST', '/shared-links', { body: { type: 'ALBUM', albumId, ...body } });
  return link.parse(made);
}

interface Visited {
  status: number;
  headers: Headers;
  text: string;
  /** Every address in the page, absolute. */
  addresses: string[];
}

async function visit(address: string, init: RequestInit = {}): Promise<Visited> {
  const url = new URL(address, server.url);
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const written = [...text.matchAll(/(?:href|src|poster|action)="([^"]*)"/g)].map((match) => match[1] ?? '');
  const addresses = written.map((one) => new URL(one.replaceAll('&amp;', '&'), url).href);
  return { status: response.status, headers: response.headers, text, addresses };
}

/** The page's grid, then every page of one asset. */
async function allPages(home: string): Promise<Visited[]> {
  return [await visit(home), ...(await Promise.all(ids.map((id) => visit(`${home}/${id}`))))];
}

describe('every page', () => {
  it('runs nothing, fetches nothing from elsewhere, and stays out of frames, referrers and search engines', async () => {
    const { key } = await addLink({ slug: 'plain' });
    const locked = await addLink({ password });
    const pages = [
      ...(await allPages(`/share/${key}`)),
      ...(await allPages('/s/plain')),
      await visit(`/share/${locked.key}`),
      await visit('/share/unknown'),
    ];
    for (const { headers, text, addresses } of pages) {
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; .*form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
      expect(policy).not.toMatch(/script-src|unsafe|\*|https?:/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toMatch(/no-store|private/);
      const markup = text.replaceAll(/"[^"]*"/g, '""');
      expect(markup).not.toMatch(/<script|<iframe|<link|@import|\sstyle=|<[a-z][^>]*\son[a-z]+=/i);
      for (const address of addresses) expect(new URL(address).origin).toBe(server.url);
    }
  });

  it('is allowed its own style sheet, by its hash', async () => {
    const { createHash } = await import('node:crypto');
    const { headers, text } = await visit('/share/unknown');
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
  });

  it('shows the texts of strangers as text, without marks that reverse it', async () => {
    const { key } = await addLink({ description: hostile });
    for (const { text } of await allPages(`/share/${key}`)) {
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; gnp.exe');
      expect(text).not.toMatch(/<script|\u202e/);
    }
  });

  it('leads only to what answers: pages, thumbnails, previews, films, originals', async () => {
    const { key } = await addLink({ slug: 'works' });
    await open.library.store
      .updateTable('asset')
      .set({ hasRenditions: 0 })
      .where('id', '=', ids[1] ?? '')
      .execute();
    const pages = [...(await allPages(`/share/${key}`)), ...(await allPages('/s/works'))];
    const addresses = [...new Set(pages.flatMap((page) => page.addresses))];
    for (const part of ['thumbnail', 'size=preview', 'original', 'video/playback']) {
      expect(addresses.some((address) => address.includes(part))).toBe(true);
    }
    for (const address of addresses) {
      const response = await fetch(address);
      await response.arrayBuffer();
      expect(response.status, address).toBe(200);
    }
  });

  it.each(['/', '/photos/', '/a/b/'])('works below the path %s of a proxy', async (prefix) => {
    const slug = crypto.randomUUID();
    const { key } = await addLink({ slug });
    for (const home of [`share/${key}`, `share/${key}/`, `s/${slug}`, `share/${key}/${ids[0]}`]) {
      const { text } = await visit(`/${home}`);
      const written = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? '');
      expect(written.length).toBeGreaterThan(0);
      for (const address of written) {
        const { pathname } = new URL(address, `https://example.com${prefix}${home}`);
        expect(pathname.slice(0, prefix.length)).toBe(prefix);
        expect(pathname.slice(prefix.length)).toMatch(/^(share|s|api\/assets)\//);
      }
    }
  });

  it('never names the key where the visitor came by the slug', async () => {
    const { key } = await addLink({ slug: 'by-name' });
    for (const { text } of await allPages('/s/by-name')) expect(text).not.toContain(key);
  });

  it('answers HEAD like GET, and does not take what it cannot do', async () => {
    const { key } = await addLink();
    expect(await visit(`/share/${key}`, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expect((await visit(`/share/${key}`, { method })).status).toBe(404);
    }
  });
});

describe('the grid', () => {
  it('has the name, the description of the link or of the album, and every asset in the order of the album', async () => {
    const { key } = await addLink();
    const { text } = await visit(`/share/${key}`);
    expect(text).toContain('One\n');
    expect(text).toContain('3 items');
    const order = [...text.matchAll(/<li id="a([^"]*)"/g)].map((match) => match[1]);
    expect(order).toEqual(ids.toReversed());
    const told = await addLink({ description: 'Told by the link' });
    expect((await visit(`/share/${told.key}`)).text).toContain('Told by the link');
  });

  it('gives pictures their size and loads them when they come into view', async () => {
    const { key } = await addLink();
    const { text } = await visit(`/share/${key}`);
    const images = text.match(/<img [^>]*>/g) ?? [];
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) expect(image).toMatch(/alt="[^"]+" width="\d+" height="\d+" loading="lazy"/);
  });

  it('of chosen assets is in the order of time, and says when the link ends', async () => {
    const expiresAt = `${new Date().getUTCFullYear() + 1}-03-04T00:00:00.000Z`;
    const chosen = { type: 'INDIVIDUAL', albumId: undefined, assetIds: [ids[2], ids[0]], expiresAt };
    const { key } = await addLink(chosen);
    const { text } = await visit(`/share/${key}`);
    expect([...text.matchAll(/<li id="a([^"]*)"/g)].map((match) => match[1])).toEqual([ids[0], ids[2]]);
    expect(text).toMatch(/This link works until March 4, \d{4}/);
  });

  it('of an empty album says so', async () => {
    const { body } = await open.ask('POST', '/albums', { body: { albumName: 'Empty' } });
    const { key } = await addLink({ albumId: z.object({ id: z.string() }).parse(body).id });
    expect(await visit(`/share/${key}`)).toMatchObject({
      status: 200,
      text: expect.stringContaining('no photos here yet'),
    });
  });

  it('comes in pages that neither overlap nor skip', async () => {
    const { store, owner } = open.library;
    const { row: _, ...one } = await store
      .selectFrom('asset')
      .selectAll()
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirstOrThrow();
    const album = z
      .object({ id: z.string() })
      .parse((await open.ask('POST', '/albums', { body: { albumName: 'Many' } })).body).id;
    const many = Array.from({ length: assetsPerPage * 2 + 7 }, (_, number) => ({
      ...one,
      id: crypto.randomUUID(),
      ownerId: owner.id,
      originalPath: `/many/${number}`,
    }));
    for (const row of many) await store.insertInto('asset').values(row).execute();
    for (const { id } of many)
      await store.insertInto('albumAsset').values({ albumId: album, assetId: id, createdAt: 0 }).execute();
    const { key } = await addLink({ albumId: album });
    const seen: string[] = [];
    const sizes: number[] = [];
    for (const page of [1, 2, 3]) {
      const { text } = await visit(`/share/${key}?page=${page}`);
      expect(text).toContain(`Page ${page} of 3`);
      expect(text.includes('rel="next"')).toBe(page < 3);
      expect(text.includes('rel="prev"')).toBe(page > 1);
      const shown = [...text.matchAll(/<li id="a([^"]*)"/g)].map((match) => match[1] ?? '');
      sizes.push(shown.length);
      seen.push(...shown);
    }
    expect(sizes).toEqual([assetsPerPage, assetsPerPage, 7]);
    expect(new Set(seen)).toEqual(new Set(many.map(({ id }) => id)));
    for (const nonsense of ['0', '-1', '4', '1.5', 'x', '99999999999999999999']) {
      expect((await visit(`/share/${key}?page=${nonsense}`)).text).toMatch(/Page [13] of 3/);
    }
    const last = await visit(`/share/${key}/${seen.at(-1)}`);
    expect(last.text).toContain(`${seen.length} of ${seen.length}`);
    expect(last.addresses).toContain(`${server.url}/share/${key}?page=3#a${seen.at(-1)}`);
  });
});

describe('the page of one photo', () => {
  it('tells when, where and with what it was taken, and leads to its neighbours and back', async () => {
    const { key } = await addLink();
    const home = `${server.url}/share/${key}`;
    const newest = await visit(`${home}/${ids[2]}`);
    expect(newest.text).toContain('May 3, 2024');
    expect(newest.text).not.toContain('rel="prev"');
    expect(newest.addresses).toEqual(expect.arrayContaining([`${home}#a${ids[2]}`, `${home}/${ids[1]}`]));
    const oldest = await visit(`${home}/${ids[0]}`);
    expect(oldest.text).toContain('France');
    expect(oldest.text).toContain('Told in the file');
    expect(oldest.text).not.toContain('rel="next"');
    expect(oldest.addresses).toContain(`${home}/${ids[1]}`);
  });

  it('offers the original only where the link allows it', async () => {
    const allowed = await addLink();
    const forbidden = await addLink({ allowDownload: false });
    const id = ids[2];
    expect((await visit(`/share/${allowed.key}/${id}`)).text).toMatch(/<a class="button" [^>]*download="newest.jpg">/);
    expect((await visit(`/share/${forbidden.key}/${id}`)).text).not.toContain('original');
  });

  it('of a link that hides metadata tells no name, no place, no text, and plays nothing', async () => {
    const { key } = await addLink({ showMetadata: false, allowDownload: true });
    for (const page of await allPages(`/share/${key}`)) {
      expect(page.text).not.toMatch(/newest|oldest|film\.mp4|Told|France|\.jpg|<video|original\?/);
    }
    expect((await visit(`/share/${key}/${ids[1]}`)).text).toContain('only shown as a picture');
  });

  it('is the page for unknown addresses where the link does not show it', async () => {
    const { key } = await addLink();
    const elsewhere = await open.addAsset({ seed: 9 });
    const unknown = await visit(`/share/${key}/nonsense`);
    expect(unknown.status).toBe(404);
    for (const id of [elsewhere, crypto.randomUUID()]) {
      expect(await visit(`/share/${key}/${id}`)).toMatchObject({ status: 404, text: unknown.text });
    }
  });
});

describe('a link that does not work', () => {
  it('is unknown, or expired for whoever has the key; by its name, which can be guessed, it is unknown', async () => {
    const { key } = await addLink({ slug: 'is-over', expiresAt: '2020-01-01T00:00:00Z' });
    const unknown = await visit('/s/never-was');
    expect(unknown).toMatchObject({ status: 404, text: expect.stringContaining('Nothing here') });
    expect(await visit('/s/is-over')).toMatchObject({ status: 404, text: unknown.text });
    expect(await visit('/share/never-was')).toMatchObject({ status: 404, text: unknown.text });
    for (const path of [`/share/${key}`, `/share/${key}/${ids[0]}`]) {
      expect(await visit(path)).toMatchObject({ status: 410, text: expect.stringContaining('expired') });
    }
  });

  it('is not opened by the other of its two names', async () => {
    const { key } = await addLink({ slug: 'only-slug' });
    expect((await visit(`/s/${key}`)).status).toBe(404);
    expect((await visit('/share/only-slug')).status).toBe(404);
  });

  it.each([
    ['a NUL', '%00'],
    ['the folder above', '%2e%2e%2f'],
    ['a slash', 'a%2fb'],
    ['no UTF-8', '%ff'],
    ['far too long', 'x'.repeat(5000)],
  ])('is unknown for nonsense: %s', async (_, nonsense) => {
    expect([400, 404]).toContain((await visit(`/share/${nonsense}`)).status);
    expect([400, 404]).toContain((await visit(`/s/${nonsense}/x`)).status);
  });
});

describe('a link with a password', () => {
  const send = (path: string, given: string, headers: Record<string, string> = {}) =>
    visit(path, { method: 'POST', body: new URLSearchParams({ password: given }), headers });

  it('asks for it on every page, and says nothing of what is behind', async () => {
    const { key } = await addLink({ password, description: 'Secret holidays' });
    for (const { status, text } of await allPages(`/share/${key}`)) {
      expect(status).toBe(403);
      expect(text).toMatch(/<form method="post" action="[./]*share\/[^"]+">/);
      expect(text.slice(text.indexOf('<body>'))).not.toMatch(/Secret|alert|items|thumbnail/);
    }
  });

  it('opens with it, and not with another', async () => {
    const { key } = await addLink({ password });
    const home = `/share/${key}`;
    const wrong = await send(home, 'open sesame');
    expect(wrong).toMatchObject({ status: 403, text: expect.stringContaining('not the password') });
    expect(wrong.headers.get('set-cookie')).toBeNull();
    const right = await send(home, password);
    expect(right.status).toBe(303);
    expect(new URL(right.headers.get('location') ?? '', server.url + home).pathname).toBe(home);
    const set = right.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/; HttpOnly; SameSite=Lax$/);
    const cookie = set.split(';')[0] ?? '';
    const grid = await visit(home, { headers: { cookie } });
    expect(grid.status).toBe(200);
    expect(grid.headers.get('cache-control')).toBe('no-store');
    const thumbnail = grid.addresses.find((address) => address.includes('thumbnail')) ?? '';
    expect((await visit(thumbnail, { headers: { cookie } })).status).toBe(200);
    expect((await visit(thumbnail)).status).toBe(401);
  });

  it('lets the cookie travel only encrypted where the proxy speaks HTTPS', async () => {
    const { key } = await addLink({ password });
    const { headers } = await send(`/share/${key}`, password, { 'x-forwarded-proto': 'https' });
    expect(headers.get('set-cookie')).toContain('; Secure');
  });

  it('stops listening after ten wrong ones', async () => {
    const { key } = await addLink({ password });
    for (let times = 0; times < 10; times++) await send(`/share/${key}`, 'wrong');
    const refused = await send(`/share/${key}`, password);
    expect(refused).toMatchObject({ status: 429, text: expect.stringContaining('try again in 15 minutes') });
  });

  it('takes no other form', async () => {
    const { key } = await addLink({ password });
    const headers = { 'content-type': 'application/json' };
    for (const body of ['{}', '{"password":1}', '[]', 'nonsense']) {
      const { status } = await visit(`/share/${key}`, { method: 'POST', headers, body });
      expect([400, 403]).toContain(status);
    }
  });

  it('once it has none any more, just opens', async () => {
    const { key } = await addLink();
    expect((await send(`/share/${key}`, 'whatever')).status).toBe(303);
  });
});
