/** The contact sheet in a real browser, inside a host that speaks MCP Apps. */
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from '../fixtures/page-host/browser.ts';
import { manyPhotos, paintedJpeg, serverOfPhotos } from '../fixtures/page-host/many-photos.ts';
import { namelessControls } from '../fixtures/page-host/nameless-controls.ts';
import { openPage, type PageWish, type ShownPage } from '../fixtures/page-host/open-page.ts';
import { openRecordedLibrary } from '../fixtures/recorded-library.ts';

const photos = manyPhotos(60);

function open(wish: Partial<PageWish> = {}): Promise<ShownPage> {
  return openPage({
    page: 'contact-sheet',
    call: serverOfPhotos(photos),
    input: { album_id: 'Summer by the sea' },
    ...wish,
  });
}

/** Closes the page after looking that nothing went wrong in it. */
async function close(shown: ShownPage): Promise<void> {
  expect(shown.problems).toEqual([]);
  await shown.close();
}

async function allPicturesAreThere(frame: Frame): Promise<void> {
  await frame.waitForSelector('.photo img[data-state="shown"]');
  await frame.waitForFunction(() => document.querySelector('img[data-state="loading"]') === null);
}

const cell = (frame: Frame, file: string) => frame.locator(`[role="gridcell"][aria-label*="${file}"]`);
const selected = (frame: Frame) => frame.locator('.photo[aria-selected="true"]').count();
/** How the first day's sign of being selected looks. */
const tickOfDay = (frame: Frame) =>
  frame
    .locator('.day .tick')
    .first()
    .evaluate((tick) => {
      const { opacity, backgroundColor: background } = getComputedStyle(tick);
      return { opacity, background };
    });
const focused = (frame: Frame) => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

/** What the page told the model last, and said in the chat. */
async function handedOver(shown: ShownPage): Promise<{ told: string; said: string }> {
  const { told, said } = await shown.record();
  return { told: JSON.stringify(told.at(-1) ?? ''), said: JSON.stringify(said.at(-1) ?? '') };
}

const idsIn = (text: string) => text.match(/00000000-0000-4000-8000-\d{12}/g) ?? [];
const idOf = (file: string) => photos.find((photo) => photo.file === file)?.id ?? '';

/** Colours fade for a moment. */
const settle = (frame: Frame) => frame.waitForTimeout(250);

describeInBrowser('the contact sheet', () => {
  test('shows photos by day, with headings in the language of the host', async () => {
    const shown = await open();
    await allPicturesAreThere(shown.frame);
    expect(await shown.frame.locator('h1').textContent()).toBe('Album “Summer by the sea”');
    expect(await shown.frame.locator('.toolbar [role="status"]').textContent()).toBe('60 photos');
    expect(await shown.frame.locator('.day-name').first().textContent()).toMatch(/^Sunday,? 18 August 2024$/);
    await shown.picture('contact-sheet-light');
    await shown.changeContext({ theme: 'dark', locale: 'de-DE' });
    await shown.frame.waitForFunction(() => document.querySelector('.day-name')?.textContent?.startsWith('Sonntag'));
    await settle(shown.frame);
    await shown.picture('contact-sheet-dark');
    expect((await shown.record()).heights.at(-1)).toBe(640);
    await close(shown);
  });

  test('asks only for the assets that were meant, not with arguments of the tool that it cannot take', async () => {
    const shown = await open();
    await allPicturesAreThere(shown.frame);
    const { calls } = await shown.record();
    expect(calls.filter(({ name }) => name === 'page_assets')).toEqual([
      { name: 'page_assets', arguments: { album_id: 'Summer by the sea', page: 1 } },
    ]);
    await close(shown);
  });

  test('shows the numbers by which the model knows photos', async () => {
    const { id } = photos[2] ?? {};
    const assets = [{ number: 3, id }];
    const shown = await open({ result: { content: [], structuredContent: { total: 60, page: 1, assets } } });
    await shown.frame.waitForSelector('.number');
    expect(await shown.frame.locator('.number').allTextContents()).toEqual(['3']);
    await close(shown);
  });

  test('of an upright video on a narrow screen, both its number and its length can be read', async () => {
    const upright = photos.slice(0, 9).map((photo) => ({ ...photo, shape: 0.56, video: true as const, seconds: 3725 }));
    const shown = await open({
      call: serverOfPhotos(upright),
      result: { content: [], structuredContent: { assets: upright.map(({ id }, at) => ({ number: at + 1, id })) } },
      window: { width: 360, height: 640 },
    });
    await allPicturesAreThere(shown.frame);
    const places = await shown.frame.evaluate(() =>
      [...document.querySelectorAll('.photo')].map((photo) =>
        [photo, ...photo.querySelectorAll('.number, .length')].map((part) => {
          const { left, right, top, bottom } = part.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      ),
    );
    expect(places).toHaveLength(9);
    for (const [cell, length, number] of places) {
      if (cell === undefined || length === undefined || number === undefined) throw new Error('not both');
      expect(length.bottom <= number.top || length.left >= number.right).toBe(true);
      expect(length.right).toBeLessThanOrEqual(cell.right);
      expect(length.top).toBeGreaterThanOrEqual(cell.top);
    }
    await shown.picture('contact-sheet-upright-videos');
    await close(shown);
  });

  test('hands just what was selected by mouse to the chat, and says it there when asked to', async () => {
    const shown = await open();
    const { frame } = shown;
    await allPicturesAreThere(frame);
    await cell(frame, 'IMG_4001').hover();
    await cell(frame, 'IMG_4001').locator('.tick').click();
    await cell(frame, 'IMG_4003').click();
    await cell(frame, 'IMG_4006').click({ modifiers: ['Shift'] });
    await cell(frame, 'IMG_4004').click();
    expect(await frame.locator('.count').textContent()).toBe('4 selected');
    // A day can be selected as a whole as soon as photos are.
    await expect.poll(() => tickOfDay(frame)).toMatchObject({ opacity: '1' });
    expect((await shown.record()).told).toEqual([]);
    await shown.picture('contact-sheet-selection');
    await frame.getByRole('button', { name: 'Use in chat' }).click();
    await frame.getByText('From your next message on').waitFor();
    const { told } = await handedOver(shown);
    const wanted = ['IMG_4001.jpg', 'IMG_4003.jpg', 'MVI_4005.MOV', 'IMG_4006.jpg'];
    expect(idsIn(told)).toEqual(wanted.map(idOf));
    for (const file of wanted) expect(told).toContain(file);
    await shown.picture('contact-sheet-handed-over');
    await frame.getByRole('button', { name: 'Ask now' }).click();
    await frame.getByText('Asked in the chat').waitFor();
    expect((await handedOver(shown)).said).toContain('the 4 photos that I selected');
    await frame.getByRole('button', { name: 'Take out of the chat' }).click();
    await frame.getByText('knows of no selection').waitFor();
    expect((await handedOver(shown)).told).toContain('no photos selected any more');
    await close(shown);
  });

  test('is worked with the keyboard alone', async () => {
    const shown = await open();
    const { frame, host } = shown;
    await allPicturesAreThere(frame);
    await frame.locator('[role="gridcell"][tabindex="0"]').focus();
    await host.keyboard.press('Home');
    expect(await focused(frame)).toContain('18 August 2024');
    await host.keyboard.press('ArrowRight');
    expect(await focused(frame)).toContain('IMG_4000');
    await host.keyboard.press('Space');
    await host.keyboard.press('ArrowRight');
    await host.keyboard.press('Shift+ArrowRight');
    expect(await selected(frame)).toBe(3);
    await host.keyboard.press('ArrowDown');
    await host.keyboard.press('ArrowUp');
    await host.keyboard.press('ArrowUp');
    expect(await focused(frame)).toContain('18 August 2024');
    await host.keyboard.press('Space');
    expect(await selected(frame)).toBe(8);
    await host.keyboard.press('ArrowDown');
    expect(await tickOfDay(frame)).toEqual({ opacity: '1', background: 'rgb(31, 90, 153)' });
    await host.keyboard.press('ArrowUp');
    await shown.picture('contact-sheet-keyboard');
    await host.keyboard.press('Escape');
    expect(await selected(frame)).toBe(0);
    await host.keyboard.press('Control+a');
    expect(await frame.locator('.count').textContent()).toBe('60 selected');
    await host.keyboard.press('End');
    expect(await focused(frame)).toContain('4059');
    await host.keyboard.press('Shift+Tab');
    await host.keyboard.press('Tab');
    expect(await focused(frame)).toContain('4059');
    await close(shown);
  });

  test('shows one photo large, and the next ones by arrow keys without waiting for them', async () => {
    const shown = await open();
    const { frame, host } = shown;
    await allPicturesAreThere(frame);
    await cell(frame, 'IMG_4002').click();
    const dialog = frame.getByRole('dialog', { name: 'IMG_4002.jpg' });
    await dialog.waitFor();
    await frame.waitForSelector('.frame:not([hidden]) .large[data-state="shown"]');
    expect(await dialog.locator('p').textContent()).toMatch(/18 August 2024/);
    expect(await dialog.locator('.place').textContent()).toBe('3 of 60');
    await shown.picture('contact-sheet-lightbox');
    const previews = async () => {
      const { calls } = await shown.record();
      return calls
        .filter(({ arguments: { size } }) => size === 'preview')
        .flatMap(({ arguments: args }) => args.asset_ids);
    };
    await frame.waitForFunction(() => document.querySelectorAll('.large[data-state="shown"]').length === 4);
    // What is looked at comes first, then its neighbours.
    expect((await previews())[0]).toBe(idOf('IMG_4002.jpg'));
    expect(await previews()).toContain(idOf('IMG_4003.jpg'));
    await host.keyboard.press('ArrowRight');
    expect(await dialog.count()).toBe(0);
    expect(await frame.locator('.lightbox .place').textContent()).toBe('4 of 60');
    expect(await frame.locator('.frame:not([hidden]) .large').getAttribute('data-state')).toBe('shown');
    await frame.getByRole('button', { name: 'Select', exact: true }).click();
    await host.keyboard.press('ArrowRight');
    expect(await frame.locator('.lightbox .place').textContent()).toBe('5 of 60');
    await host.keyboard.press('Escape');
    await frame.locator('.lightbox').waitFor({ state: 'detached' });
    expect(await focused(frame)).toContain('IMG_4004');
    expect(await selected(frame)).toBe(1);
    await close(shown);
  });

  test('holds thousands with a small document, down to the last one', async () => {
    const many = manyPhotos(5000);
    const shown = await open({ call: serverOfPhotos(many) });
    const { frame, host } = shown;
    await allPicturesAreThere(frame);
    await frame.getByText('5,000 photos', { exact: true }).waitFor();
    await frame.locator('[role="gridcell"][tabindex="0"]').focus();
    await host.keyboard.press('ArrowDown');
    await host.keyboard.press('End');
    expect(await focused(frame)).toContain('8999');
    await allPicturesAreThere(frame);
    expect(await frame.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);
    await frame.evaluate(() => document.querySelector('.scroller')?.scrollTo(0, 40_000));
    await settle(frame);
    // The keyboard is still where it was, although that is far away now.
    expect(await focused(frame)).toContain('8999');
    await allPicturesAreThere(frame);
    await shown.picture('contact-sheet-thousands');
    const { calls } = await shown.record();
    expect(calls.filter(({ name }) => name === 'page_assets')).toHaveLength(20);
    expect(calls.filter(({ name }) => name === 'page_thumbnails').length).toBeLessThan(15);
    await close(shown);
  });

  test('keeps the place when it becomes narrower, and fits into 360 pixels', async () => {
    const hostile = photos.map((photo, at) => ({
      ...photo,
      file: at % 2 === 0 ? `<img src=x onerror=alert(1)> ${'long name '.repeat(20)}.jpg` : 'שלום עולם‮gpj.exe',
    }));
    const none = hostile.slice(1, 4).map(({ id }) => id);
    const shown = await open({ call: serverOfPhotos(hostile, { none }), window: { width: 360, height: 640 } });
    const { frame } = shown;
    await allPicturesAreThere(frame);
    await frame.locator('.photo .tick').first().click();
    await shown.picture('contact-sheet-narrow');
    const overflow = () =>
      frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await shown.host.setViewportSize({ width: 900, height: 640 });
    await settle(frame);
    expect(await overflow()).toBe(0);
    // Rows that were there before are laid out for the new width, with each photo once.
    const names = await frame.locator('.missing-name').allTextContents();
    expect(names).toEqual(hostile.slice(0, names.length).map(({ file }) => file));
    const right = await frame.locator('.photo-row').first().locator('.photo').last().boundingBox();
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBeGreaterThan(860);
    await frame.locator('.photo').first().click();
    await frame.locator('.photo').first().press('Enter');
    await frame.waitForSelector('.lightbox');
    await shown.host.setViewportSize({ width: 360, height: 640 });
    await frame.waitForSelector('.frame:not([hidden]) .large[data-state="shown"]');
    await shown.picture('contact-sheet-narrow-lightbox');
    expect(await frame.evaluate(() => document.querySelectorAll('img[src="x"]').length)).toBe(0);
    await close(shown);
  });

  test('shows a ranking as it is found, and by day when asked to', async () => {
    const ranked = [7, 30, 2, 55, 11, 40, 3, 19].flatMap((at) => photos[at] ?? []);
    const shown = await open({ call: serverOfPhotos(ranked), input: { search: 'sunset over the sea' } });
    const { frame } = shown;
    await allPicturesAreThere(frame);
    const files = async () => (await frame.locator('.missing-name').allTextContents()).map((name) => name.slice(4, 8));
    expect(await files()).toEqual(ranked.map(({ file }) => file.slice(4, 8)));
    expect(await frame.locator('.day').count()).toBe(0);
    await shown.picture('contact-sheet-search');
    await frame.getByRole('button', { name: 'By day' }).click();
    await frame.waitForSelector('.day');
    expect((await files())[0]).toBe('4007');
    await close(shown);
  });

  test.each([
    ['an empty selection', [], 'There are no photos here.'],
    ['a fault of the server', undefined, 'The photos did not come.'],
  ])('says what there is to say of %s', async (what, list, text) => {
    let isBroken = list === undefined;
    const server = serverOfPhotos(list ?? photos);
    const failure = {
      content: [{ type: 'text' as const, text: 'Immich at photos.example.org cannot be reached.' }],
      isError: true,
    };
    const shown = await open({ call: (name, args) => (isBroken ? Promise.resolve(failure) : server(name, args)) });
    const { frame } = shown;
    await frame.getByText(text).waitFor();
    await shown.picture(`contact-sheet-${what.replaceAll(' ', '-')}`);
    if (isBroken) {
      expect(await frame.getByRole('alert').textContent()).toContain('cannot be reached');
      isBroken = false;
      await frame.getByRole('button', { name: 'Try again' }).click();
      await allPicturesAreThere(frame);
    }
    await close(shown);
  });

  test('shows grey shapes while it waits', async () => {
    const shown = await open({ call: () => new Promise(() => {}) });
    await shown.frame.getByRole('status', { name: 'Loading photos' }).waitFor();
    await shown.picture('contact-sheet-waiting');
    await close(shown);
  });

  test('says so where the host takes no selection, and offers it to be copied', async () => {
    const shown = await open({ capabilities: { serverTools: {} } });
    const { frame } = shown;
    await allPicturesAreThere(frame);
    await frame.locator('.photo .tick').first().click();
    await frame.getByText('takes no selection').waitFor();
    expect(await frame.getByRole('button', { name: 'Use in chat' }).count()).toBe(0);
    expect(idsIn(await frame.getByRole('textbox').inputValue())).toEqual([photos[0]?.id]);
    await shown.picture('contact-sheet-no-hand-over');
    await close(shown);
  });

  test('tells when the chat refuses, and sends the photos themselves where it keeps nothing for the model', async () => {
    const shown = await open({ capabilities: { serverTools: {}, message: { text: {} } }, refuses: true });
    const { frame } = shown;
    await allPicturesAreThere(frame);
    await frame.locator('.photo .tick').first().click();
    await frame.getByRole('button', { name: 'Use in chat' }).click();
    await frame.getByText('The chat did not take it').waitFor();
    expect(idsIn((await handedOver(shown)).said)).toEqual([photos[0]?.id]);
    await close(shown);
  });

  test('does not hand over more than a conversation can hold', async () => {
    const shown = await open({ call: serverOfPhotos(manyPhotos(300)) });
    const { frame, host } = shown;
    await allPicturesAreThere(frame);
    await frame.locator('[role="gridcell"][tabindex="0"]').focus();
    await host.keyboard.press('Control+a');
    await frame.getByText('At most 200 photos').waitFor();
    expect(await frame.getByRole('button', { name: 'Use in chat' }).isDisabled()).toBe(true);
    await close(shown);
  });

  test('takes the whole window where the host offers it', async () => {
    const shown = await open();
    const { frame } = shown;
    await frame.getByRole('button', { name: 'Full screen' }).click();
    await frame.getByRole('button', { name: 'Back into the chat' }).waitFor();
    expect((await shown.record()).modes).toEqual(['fullscreen']);
    await close(shown);
    const without = await open({ context: { theme: 'light', locale: 'en-GB' } });
    await allPicturesAreThere(without.frame);
    expect(await without.frame.getByRole('button', { name: 'Full screen' }).count()).toBe(0);
    await close(without);
  });

  test('every control has a name', async () => {
    const shown = await open();
    const { frame } = shown;
    await allPicturesAreThere(frame);
    await frame.locator('.photo .tick').first().click();
    await frame.locator('.photo').first().press('Enter');
    await frame.waitForSelector('.lightbox');
    expect(await namelessControls(frame)).toEqual([]);
    await close(shown);
  });

  test('shows the photos of a real library, but no locked one, and hands over what is selected of them', async () => {
    const library = await openRecordedLibrary();
    const ids: string[] = [];
    for (const scene of ['aurora', 'forest', 'pizza', 'lakeMirror'] as const) {
      ids.push(await library.local.addAsset({ name: `${scene}.jpg`, bytes: await paintedJpeg(scene, 1.5, 300) }));
    }
    const [, locked = ''] = ids;
    await library.call('immich_albums_create', { album_name: 'Best of', asset_ids: ids });
    const { store } = library.local.library;
    await store.updateTable('asset').set({ visibility: 'locked' }).where('id', '=', locked).execute();
    const sheet = await library.call('contact_sheet', { album_id: 'Best of' });
    const shown = await open({
      call: async (name, args) => {
        const told = await library.call(name, args);
        if (told.error !== undefined) return { content: [{ type: 'text', text: told.error }], isError: true };
        return { content: [], structuredContent: told.data };
      },
      input: { album_id: 'Best of' },
      result: { content: [], structuredContent: sheet.data },
    });
    const { frame } = shown;
    await allPicturesAreThere(frame);
    expect(await frame.locator('.photo').count()).toBe(3);
    expect((await frame.locator('.number').allTextContents()).toSorted()).toEqual(['1', '2', '3']);
    await cell(frame, 'pizza.jpg').click();
    await frame.waitForSelector('.frame:not([hidden]) .large[data-state="shown"]');
    await frame.getByRole('button', { name: 'Select', exact: true }).click();
    await shown.host.keyboard.press('Escape');
    await frame.getByRole('button', { name: 'Use in chat' }).click();
    await frame.getByText('From your next message on').waitFor();
    const { told } = await handedOver(shown);
    expect(ids.filter((id) => told.includes(id))).toEqual([ids[2]]);
    await shown.picture('contact-sheet-real');
    await close(shown);
    await library.close();
  });
});
