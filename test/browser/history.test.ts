/** The history page in a real browser, over a real local library. */
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryChange, HistoryPage } from '../../src/catalog/pages/history.ts';
import { describeInBrowser } from '../fixtures/page-host/browser.ts';
import { carried, paintedJpeg } from '../fixtures/page-host/many-photos.ts';
import { namelessControls } from '../fixtures/page-host/nameless-controls.ts';
import { openPage, type PageWish, type ShownPage } from '../fixtures/page-host/open-page.ts';
import type { CarriedResult } from '../fixtures/page-host/settings.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';

const scenes = ['beachSunset', 'catPortrait', 'mountains', 'eiffelDusk', 'pizza', 'aurora', 'forest'] as const;

let library: RecordedLibrary;
let photos: string[];

async function callLibrary(name: string, args: Record<string, unknown>): Promise<CarriedResult> {
  const told = await library.call(name, args);
  if (told.error !== undefined) return { content: [{ type: 'text', text: told.error }], isError: true };
  return carried(told.data);
}

async function change(name: string, args: Record<string, unknown>): Promise<string> {
  const told = await library.call(name, args);
  if (told.error !== undefined) throw new Error(told.error);
  return String(told.data.change_id);
}

const isFavorite = async (id: string) => (await library.read(`/assets/${id}`)).isFavorite;

function open(wish: Partial<PageWish> = {}): Promise<ShownPage> {
  return openPage({ page: 'history', call: callLibrary, ...wish });
}

async function close(shown: ShownPage): Promise<void> {
  expect(shown.problems).toEqual([]);
  await shown.close();
}

async function allIsThere(frame: Frame): Promise<void> {
  await frame.waitForSelector('[data-change]');
  await frame.waitForFunction(() => document.querySelector('img[data-state="loading"]') === null);
}

const entry = (frame: Frame, id: string) => frame.locator(`[data-change="${id}"]`);
const settle = (frame: Frame) => frame.waitForTimeout(250);

/** A history that is only what the page is told of it. */
function serverOf(
  changes: readonly HistoryChange[],
  more: (name: string) => CarriedResult | undefined = () => undefined,
) {
  return async (name: string, args: Record<string, unknown>): Promise<CarriedResult> => {
    const own = more(name);
    if (own !== undefined) return own;
    const { page = 1, page_size: size = 50 } = args as { page?: number; page_size?: number };
    const answer: HistoryPage = {
      changes: changes.slice((page - 1) * size, page * size),
      total: changes.length,
      page,
      can_undo: true,
      can_see: false,
    };
    return name === 'page_history' ? carried({ ...answer }) : carried({ pictures: {}, none: [], later: [] });
  };
}

function madeUp(number: number, more: Partial<HistoryChange> = {}): HistoryChange {
  const at = new Date(Date.UTC(2024, 7, 18, 12) - number * 7_200_000).toISOString();
  const base = { id: `c${number}`, at, tool: 'immich_tag_assets', status: 'done', items: 3, changed: 3 } as const;
  return { ...base, undoable: true, pictures: [], ...more };
}

describeInBrowser('the history page', () => {
  beforeAll(async () => {
    library = await openRecordedLibrary();
    photos = [];
    for (const [at, scene] of scenes.entries()) {
      const bytes = await paintedJpeg(scene, 1.33, 300);
      photos.push(await library.local.addAsset({ name: `IMG_${at}.jpg`, bytes }));
    }
    await change('immich_assets_bulk_update', { asset_ids: photos, rating: 4, dry_run: false });
    await change('immich_albums_create', { album_name: 'Summer by the sea', asset_ids: photos.slice(0, 4) });
    await change('immich_assets_delete', { asset_ids: photos.slice(5), dry_run: false });
  });
  afterAll(() => library.close());

  test('shows changes with pictures, in words, the latest first', async () => {
    const shown = await open();
    const { frame } = shown;
    await allIsThere(frame);
    expect(await frame.locator('.card h3').allTextContents()).toEqual([
      'Deleted photos',
      'Made album “Summer by the sea”',
      'Changed photos',
    ]);
    expect(await frame.locator('.toolbar [role="status"]').textContent()).toBe('3 changes');
    await frame.waitForFunction(() => document.querySelectorAll('img[data-state="shown"]').length === 11);
    await shown.picture('history-light');
    await shown.changeContext({ theme: 'dark' });
    await settle(frame);
    await shown.picture('history-dark');
    expect(await namelessControls(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Look at photo 2' }).first().click();
    await frame.waitForSelector('.frame:not([hidden]) .large[data-state="shown"]');
    await shown.host.keyboard.press('Escape');
    await close(shown);
  });

  test('shows a change item by item', async () => {
    const shown = await open();
    const { frame } = shown;
    await allIsThere(frame);
    await frame.getByRole('button', { name: 'Details: Changed photos' }).click();
    const dialog = frame.getByRole('dialog', { name: 'Changed photos' });
    await dialog.getByText('Rating').first().waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(7);
    expect(await dialog.locator('del').first().textContent()).toBe('none');
    expect(await dialog.locator('ins').first().textContent()).toBe('4');
    await dialog.getByText('IMG_6.jpg').waitFor();
    await frame.waitForFunction(() => document.querySelectorAll('dialog img[data-state="shown"]').length >= 5);
    await shown.picture('history-details');
    expect(await namelessControls(frame)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await close(shown);
  });

  test('takes a change back after showing what that does, and not before the person agrees', async () => {
    const [first = ''] = photos;
    const id = await change('immich_assets_update', { asset_id: first, is_favorite: true });
    const shown = await open();
    const { frame, host } = shown;
    await allIsThere(frame);
    await entry(frame, id).getByRole('button', { name: 'Undo: Changed a photo' }).press('Enter');
    const dialog = frame.getByRole('dialog', { name: 'Undo: Changed a photo' });
    await dialog.getByText('1 item comes back').waitFor();
    expect(await dialog.locator('dl').textContent()).toContain('Favourite');
    await settle(frame);
    await shown.picture('history-undo-preview');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await isFavorite(first)).toBe(true);
    await entry(frame, id).getByRole('button', { name: 'Undo: Changed a photo' }).click();
    await dialog.getByRole('button', { name: 'Undo 1 item' }).click();
    await dialog.getByText('1 item came back').waitFor();
    expect(await isFavorite(first)).toBe(false);
    await shown.picture('history-undo-done');
    await host.keyboard.press('Escape');
    await entry(frame, id).getByText('Undone').waitFor();
    // The keyboard is at what is left of the change's buttons.
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toBe('Details: Changed a photo');
    expect(await entry(frame, id).getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    expect(await frame.locator('.card h3').first().textContent()).toBe('Took a change back');
    await shown.picture('history-undone');
    await close(shown);
  });

  test('says what cannot come back, and what somebody has changed since', async () => {
    const [, second = '', third = ''] = photos;
    const id = await change('immich_assets_bulk_update', {
      asset_ids: [second, third],
      rating: 2,
      dry_run: false,
    });
    await library.local.ask('PUT', `/assets/${third}`, { body: { rating: 5 } });
    const shown = await open();
    const { frame } = shown;
    await allIsThere(frame);
    await entry(frame, id).getByRole('button', { name: /^Undo/ }).click();
    const dialog = frame.getByRole('dialog');
    await dialog.getByText('1 item stays as somebody left it since').waitFor();
    await shown.picture('history-undo-changed-since');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Undo 2 items' }).click();
    await dialog.getByText('2 items came back').waitFor();
    expect(await library.read(`/assets/${third}`)).toMatchObject({ exifInfo: { rating: 4 } });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await close(shown);
  });

  test('takes back a change and all after it, when asked to', async () => {
    const [first = '', second = ''] = photos;
    const start = await change('immich_assets_update', { asset_id: first, description: 'one' });
    await change('immich_assets_update', { asset_id: second, description: 'two' });
    const last = await change('immich_assets_update', { asset_id: first, is_favorite: true });
    const shown = await open();
    const { frame } = shown;
    await allIsThere(frame);
    const dialog = frame.getByRole('dialog');
    const after = dialog.getByRole('checkbox', { name: /all that was changed through Albumen after it/ });
    // Nothing was changed after the latest change.
    await entry(frame, last).getByRole('button', { name: /^Undo/ }).click();
    await dialog.getByText('1 item comes back:').waitFor();
    expect(await after.count()).toBe(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await entry(frame, start).getByRole('button', { name: /^Undo/ }).click();
    await dialog.getByText('1 item comes back:').waitFor();
    await after.check();
    await dialog.getByText('2 items come back, of 3 changes:').waitFor();
    await settle(frame);
    await shown.picture('history-undo-since');
    expect(await namelessControls(frame)).toEqual([]);
    expect(await isFavorite(first)).toBe(true);
    await dialog.getByRole('button', { name: 'Undo 2 items' }).click();
    await dialog.getByText('2 items came back').waitFor();
    expect(await isFavorite(first)).toBe(false);
    expect(await library.read(`/assets/${second}`)).toMatchObject({ exifInfo: { description: '' } });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await frame.getByText('Took 3 changes back').waitFor();
    await close(shown);
  });

  test('offers all after a change also where it alone has nothing to come back', async () => {
    const [, , , fourth = ''] = photos;
    const start = await change('immich_assets_update', { asset_id: fourth, is_favorite: true });
    await change('immich_assets_update', { asset_id: fourth, is_favorite: false });
    await change('immich_assets_update', { asset_id: fourth, description: 'after' });
    const shown = await open();
    const { frame } = shown;
    await allIsThere(frame);
    await entry(frame, start).getByRole('button', { name: /^Undo/ }).click();
    const dialog = frame.getByRole('dialog');
    await dialog.getByText('There is nothing to take back').waitFor();
    await dialog.getByRole('checkbox', { name: /after it/ }).check();
    await dialog.getByText('1 item comes back, of 3 changes:').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await close(shown);
  });

  test('shows only what can be undone when asked to', async () => {
    const shown = await open();
    const { frame } = shown;
    await allIsThere(frame);
    await frame.getByRole('button', { name: 'Can be undone' }).click();
    await frame.waitForFunction(() => document.querySelector('.mark.undone') === null);
    await allIsThere(frame);
    expect(await frame.locator('.card').count()).toBe(await frame.getByRole('button', { name: /^Undo:/ }).count());
    await close(shown);
  });

  test('shows what was asked for last, whichever answer comes late', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const all = serverOf([madeUp(1), madeUp(2)]);
    const some = serverOf([madeUp(2)]);
    const shown = await open({
      call: async (name, args) => {
        if (args.undoable !== true) return all(name, args);
        await held;
        return some(name, args);
      },
    });
    const { frame } = shown;
    await frame.waitForSelector('[data-change="c1"]');
    // What was chosen a moment ago is given up before its answer is there.
    await frame.evaluate(() => {
      const [every, undoable] = document.querySelectorAll<HTMLElement>('.choices button');
      undoable?.click();
      every?.click();
    });
    await settle(frame);
    release();
    await frame.waitForSelector('[data-change="c1"]');
    expect(await frame.locator('.card:not(.waiting)').count()).toBe(2);
    await close(shown);
  });

  test('shows the part of the history that the model asked for, and all of it when asked to', async () => {
    const shown = await open({ input: { tool: 'albums', page: 1, page_size: 20 } });
    const { frame } = shown;
    await allIsThere(frame);
    expect(await frame.locator('.card h3').allTextContents()).toEqual(['Made album “Summer by the sea”']);
    await frame.getByText('Only changes by tools called “albums”').waitFor();
    await shown.picture('history-part');
    await frame.getByRole('button', { name: 'Show all' }).click();
    await frame.waitForFunction(() => document.querySelectorAll('.card').length > 3);
    await close(shown);
  });

  test('hides what this caller may not do', async () => {
    const shown = await open({
      call: async (name, args) => {
        const answer = await callLibrary(name, args);
        return name === 'page_history'
          ? carried({ ...answer.structuredContent, can_undo: false, can_see: false })
          : answer;
      },
    });
    const { frame } = shown;
    await frame.waitForSelector('[data-change]');
    expect(await frame.getByRole('button', { name: /undo/i }).count()).toBe(0);
    expect(await frame.locator('img').count()).toBe(0);
    await close(shown);
  });

  test('tells a refusal in the words of the server, and changes nothing on the page', async () => {
    const refusal = {
      content: [{ type: 'text' as const, text: 'Nothing was changed. No more than 5 items may be touched.' }],
      isError: true,
    };
    const preview = carried({
      dry_run: true,
      affected_count: 2,
      items: [{ kind: 'tag', id: 't', now: 'does not exist', restored_to: { name: 'Sea' } }],
      more_items: 1,
      cannot_come_back: [{ kind: 'asset', id: 'a', why: 'was deleted for good' }],
      cannot_come_back_count: 30,
      notes: ['The link comes back under a new address.'],
      plan_id: 'p123',
    });
    let calls = 0;
    const server = serverOf([madeUp(1, { name: 'Sea' })], (name) => {
      if (name !== 'history_undo') return undefined;
      calls += 1;
      return calls === 1 ? preview : refusal;
    });
    const shown = await open({ call: server });
    const { frame } = shown;
    await frame.getByRole('button', { name: /^Undo/ }).click();
    await frame.getByText('30 items cannot come back').waitFor();
    await shown.picture('history-undo-lost');
    await frame.getByRole('button', { name: 'Undo 2 items' }).click();
    await frame.getByText('No more than 5 items').waitFor();
    const { calls: made } = await shown.record();
    expect(made.filter(({ name }) => name === 'history_undo').at(-1)?.arguments).toEqual({
      change_id: 'c1',
      force: false,
      dry_run: false,
      plan_id: 'p123',
    });
    await close(shown);
  });

  test('holds thousands of changes with a small document', async () => {
    const many = Array.from({ length: 3000 }, (_, number) => madeUp(number));
    const shown = await open({ call: serverOf(many) });
    const { frame } = shown;
    await frame.waitForSelector('[data-change]');
    for (const share of [0.5, 1]) {
      await frame.evaluate((part) => {
        const scroller = document.querySelector('.scroller');
        scroller?.scrollTo(0, scroller.scrollHeight * part);
      }, share);
      await settle(frame);
    }
    await frame.evaluate(() => document.querySelector('.scroller')?.scrollTo(0, 1e9));
    await frame.waitForSelector('[data-change="c2999"]');
    expect(await frame.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1000);
    const { calls } = await shown.record();
    expect(calls.length).toBeLessThan(10);
    await close(shown);
  });

  test('fits into 360 pixels, whatever names and notes hold', async () => {
    const name = `<b onclick=alert(1)>${'endless'.repeat(20)}</b> שלום`;
    const changes = [
      madeUp(1, { name, tool: 'immich_albums_update' }),
      madeUp(2, {
        status: 'failed',
        changed: 0,
        undoable: false,
        note: `${'Not found '.repeat(20)}<script>`,
        caller: 'client:kitchen-tablet',
      }),
      madeUp(3, { status: 'partly', changed: 1, undone: 'partly', tool: 'something_of_tomorrow' }),
      madeUp(4, { status: 'begun', undoable: false }),
    ];
    const failure = { content: [{ type: 'text' as const, text: `Nothing ${'here'.repeat(40)}.` }], isError: true };
    const server = serverOf(changes, (tool) => (tool === 'history_show' ? failure : undefined));
    const shown = await open({ call: server, window: { width: 360, height: 640 } });
    const { frame } = shown;
    await frame.waitForSelector('[data-change]');
    await shown.picture('history-narrow');
    const overflow = () =>
      frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    expect(await frame.locator('.card b').count()).toBe(0);
    expect(await frame.locator('.mark').allTextContents()).toEqual([
      'Failed',
      'Partly done',
      'Partly undone',
      'Under way',
    ]);
    expect(await frame.locator('.card h3').allTextContents()).toContain('Something of tomorrow');
    await frame
      .getByRole('button', { name: /^Details/ })
      .first()
      .click();
    await frame.waitForSelector('dialog');
    expect(await overflow()).toBe(0);
    await close(shown);
  });

  test('says so where nothing was changed yet', async () => {
    const shown = await open({ call: serverOf([]) });
    await shown.frame.getByText('Nothing was changed through Albumen yet.').waitFor();
    await shown.picture('history-empty');
    await close(shown);
  });

  test('says what failed, and tries again', async () => {
    let isBroken = true;
    const failure = { content: [{ type: 'text' as const, text: 'The journal cannot be opened.' }], isError: true };
    const server = serverOf([madeUp(1)]);
    const shown = await open({ call: (name, args) => (isBroken ? Promise.resolve(failure) : server(name, args)) });
    const { frame } = shown;
    await frame.getByRole('alert').getByText('The journal cannot be opened.').waitFor();
    await shown.picture('history-failure');
    isBroken = false;
    await frame.getByRole('button', { name: 'Try again' }).click();
    await frame.waitForSelector('[data-change]');
    expect(await frame.getByRole('alert').count()).toBe(0);
    await close(shown);
  });

  test('shows grey shapes while it waits', async () => {
    const shown = await open({ call: () => new Promise(() => {}) });
    await shown.frame.waitForSelector('.card.waiting');
    await shown.picture('history-waiting');
    await close(shown);
  });
});
