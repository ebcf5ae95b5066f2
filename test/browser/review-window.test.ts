/** The window of `albumen review` in a real browser: how it lets in, frames, asks, and ends. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { jpegBytes } from '../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../fixtures/indexed-folder.ts';
import { clientKinds } from '../fixtures/mcp-clients.ts';
import { describeInBrowser, openBrowser } from '../fixtures/page-host/browser.ts';
import { framedIn, type OpenReview, openReview } from '../fixtures/page-host/open-review.ts';
import { albumen } from '../fixtures/program.ts';

let folder: IndexedFolder;
let review: OpenReview;

/** Lets the page in the frame ask its host for something, as its own program would. */
function ask(method: string, params: object): Promise<{ result?: object; error?: object }> {
  return review.frame.evaluate(
    ([method, params]) =>
      new Promise((resolve) => {
        const id = 1_000_000 + Math.floor(Math.random() * 1_000_000);
        addEventListener('message', ({ data }) => {
          if (data.id === id) resolve(data);
        });
        parent.postMessage({ jsonrpc: '2.0', id, method, params }, '*');
      }),
    [method, params] as const,
  );
}

const press = (name: string) => review.window.getByRole('button', { name, exact: true }).click();

const rating = async () => (await folder.asset('sea.jpg')).rating;

/** A change that an AI made; its id. */
async function rate(value: number): Promise<string> {
  const [kind] = clientKinds;
  const client = await kind?.connect({ stdio: albumen(['serve', '--data-dir', folder.dataDir]) });
  const answer = await client?.call('immich_assets_update', { asset_id: 'sea.jpg', rating: value });
  await client?.close();
  return String(answer?.data?.change_id);
}

async function open(...args: string[]): Promise<void> {
  review = await openReview('history', '--data-dir', folder.dataDir, ...args);
}

async function close(): Promise<void> {
  await review.window.close();
  expect(await review.program.end()).toBe(0);
}

describeInBrowser('the window of albumen review', () => {
  beforeAll(async () => {
    folder = await indexedFolder();
    await writeFile(join(folder.photos, 'sea.jpg'), await jpegBytes({ seed: 1 }));
    await folder.index();
  });
  afterAll(() => folder.remove());

  test('has nothing of the address that opened it, and shows the page in a sandbox of its own', async () => {
    await open();
    expect(review.window.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/$/);
    expect(await review.window.evaluate(() => [document.cookie, document.referrer])).toEqual(['', '']);
    expect(await review.frame.evaluate(() => self.origin)).toBe('null');
    await expect(review.frame.evaluate(() => document.cookie)).rejects.toThrow(/sandboxed/);
    expect(
      await review.frame.evaluate(() =>
        fetch('opener').then(
          () => 'reached',
          () => 'not reached',
        ),
      ),
    ).toBe('not reached');
    await review.picture('review-history');
    await review.window.close();
    expect(await review.program.server.ended).toBe(0);
  });

  test('shows no second window with the same address, and does with its own', async () => {
    await open();
    const other = await (await openBrowser()).newPage();
    await other.goto(review.program.address);
    expect(await other.textContent('body')).toContain('It works once');
    await other.goto(review.window.url());
    await framedIn(other);
    await other.close();
    await review.window.reload();
    review = { ...review, frame: await framedIn(review.window) };
    expect(await ask('ping', {})).toMatchObject({ result: {} });
    await close();
  });

  describeInBrowser('speaks MCP Apps with the page', () => {
    beforeEach(() => open());
    afterEach(close);

    test('tells of itself and of the system around it, and nothing that it has not', async () => {
      const { result } = await ask('ui/initialize', {
        protocolVersion: '2026-01-26',
        appInfo: {},
        appCapabilities: {},
      });
      expect(result).toMatchObject({
        protocolVersion: '2026-01-26',
        hostCapabilities: { serverTools: {} },
        hostContext: { theme: 'light', displayMode: 'fullscreen', availableDisplayModes: ['fullscreen'] },
      });
      expect(await ask('ui/request-display-mode', { mode: 'inline' })).toMatchObject({
        result: { mode: 'fullscreen' },
      });
      for (const method of ['ui/message', 'ui/update-model-context', 'ui/open-link', 'sampling/createMessage']) {
        expect(await ask(method, {})).toMatchObject({ error: { code: -32601 } });
      }
    });

    test('follows the system from light to dark', async () => {
      await review.frame.waitForFunction(() => document.documentElement.dataset.theme === 'light');
      await review.window.emulateMedia({ colorScheme: 'dark' });
      await review.frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
      expect(review.problems).toEqual([]);
    });

    test('makes its calls, and only such as are for pages', async () => {
      const listed = await ask('tools/call', { name: 'history_list', arguments: {} });
      expect(listed).toMatchObject({ result: { structuredContent: { page: 1 } } });
      const refused = await ask('tools/call', { name: 'immich_albums_create', arguments: { album_name: 'x' } });
      expect(refused).toMatchObject({ error: { message: 'Unknown tool "immich_albums_create".' } });
      const answered = { name: 'history_list', arguments: {}, answer: { question: 'x', said: 'yes' } };
      expect(await ask('tools/call', answered)).toMatchObject({ result: { structuredContent: { page: 1 } } });
    });

    test('says that it is over when the program ends', async () => {
      await review.program.end();
      await review.window.waitForSelector('header[data-state="wrong"]');
      expect(await review.window.textContent('[role="status"]')).toContain('Albumen has ended');
      expect(await ask('tools/call', { name: 'history_list' })).toMatchObject({
        error: { message: expect.stringContaining('albumen review again') },
      });
      await review.picture('review-ended');
    });
  });

  describeInBrowser('where the person is asked about every change', () => {
    let change: string;
    beforeEach(async () => {
      change = await rate(5);
      await open('--confirm', 'ask');
    });
    afterEach(close);
    const undo = () => ask('tools/call', { name: 'history_undo', arguments: { change_id: change, dry_run: false } });

    test.each([
      ['No', () => press('No'), 'The person said no', 5],
      ['Escape', () => review.window.keyboard.press('Escape'), 'The person gave no answer', 5],
      ['Yes', () => press('Yes, do this'), undefined, null],
    ] as const)(
      'asks in words of the server, out of reach of the page; %s is heeded',
      async (name, decide, words, after) => {
        const answer = undo();
        await review.window.waitForSelector('dialog[open]');
        expect(await review.window.textContent('dialog p')).toContain('Undo changes? It touches 1 asset.');
        expect(await review.window.evaluate(() => document.activeElement?.textContent)).toBe('No');
        if (name === 'No') await review.picture('review-question');
        await decide();
        expect(JSON.stringify(await answer)).toContain(words ?? '"structuredContent"');
        expect(await review.window.$('dialog')).toBeNull();
        expect(await rating()).toBe(after);
        if (after === 5) await rateBack();
      },
    );
  });
});

/** As if nothing had been changed. */
async function rateBack(): Promise<void> {
  await folder.store.updateTable('asset').set({ rating: null }).execute();
}
