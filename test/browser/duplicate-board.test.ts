/** The duplicate board in a real browser, over a real library: what a person does there, and what the library has then. */
import type { Frame } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { localCaller } from '../../src/catalog/caller.ts';
import { describeInBrowser } from '../fixtures/page-host/browser.ts';
import { type DuplicateRoom, openDuplicateRoom } from '../fixtures/page-host/duplicate-room.ts';
import type { ShownPage } from '../fixtures/page-host/open-page.ts';
import type { ServingOptions } from '../fixtures/served-library.ts';

let room: DuplicateRoom;

afterEach(async () => {
  await room.close();
});

async function openRoom(options?: ServingOptions): Promise<void> {
  room = await openDuplicateRoom(options);
}

const group = (frame: Frame, number: number) => frame.locator('section.group').nth(number - 1);
const card = (frame: Frame, of: number, copy: number) =>
  group(frame, of)
    .locator('.decision td')
    .nth(copy - 1);
const choose = (frame: Frame, of: number, copy: number, name: string) =>
  card(frame, of, copy).getByRole('radio', { name }).check();
const press = (frame: Frame, name: string | RegExp) => frame.getByRole('button', { name }).click();
const dialog = (frame: Frame) => frame.getByRole('dialog');
const standing = (frame: Frame, number: number) => group(frame, number).getAttribute('data-standing');

/** Opens the dialog, and waits until it shows what would happen. */
async function preview(frame: Frame): Promise<string> {
  await press(frame, 'Apply …');
  return previewed(frame);
}

async function previewed(frame: Frame): Promise<string> {
  await dialog(frame).locator('.lines').waitFor();
  return dialog(frame).innerText();
}

/** Agrees to what the dialog shows, and waits for what became of it. */
async function agree(frame: Frame): Promise<string> {
  await press(frame, /^Apply to/);
  await dialog(frame).getByRole('button', { name: 'Done' }).waitFor();
  return dialog(frame).innerText();
}

async function settled({ frame }: ShownPage): Promise<void> {
  await frame.waitForFunction(() => document.querySelector('img[data-state="loading"]') === null);
}

describeInBrowser('deciding', () => {
  test('nothing is changed before the person has seen what would happen and said so; then just that', async () => {
    await openRoom();
    const [one, two] = [
      await room.addGroup('a.jpg', 'a (1).jpg', 'a (2).jpg'),
      await room.addGroup('b.jpg', 'b (1).jpg'),
    ];
    const shown = await room.open();
    const { frame } = shown;
    await group(frame, 2).locator('table').waitFor();
    expect([await standing(frame, 1), await standing(frame, 2)]).toEqual(['proposed', 'proposed']);
    expect(await frame.getByRole('button', { name: 'Apply …' }).isDisabled()).toBe(true);
    await settled(shown);
    await shown.picture('duplicate-board-light');

    await press(frame, 'Agree to 2 safe ones');
    expect(await frame.locator('.sum').innerText()).toMatch(
      /^2 decided · 3 files to the trash · \d+ kB saved · 0 open$/,
    );
    await shown.picture('duplicate-board-decided');
    const text = await preview(frame);
    expect(text).toContain('2 groups: 2 files kept, 3 files to the trash');
    expect(text).toContain('can be restored until the trash is emptied');
    expect(text).toMatch(/Nothing has been changed yet\. Plan p\w+/);
    await shown.picture('duplicate-board-dialog');
    for (const id of [...one.ids, ...two.ids]) expect(await room.isTrashed(id)).toBe(false);

    expect(await agree(frame)).toContain('2 groups done, 3 files in the trash');
    await shown.picture('duplicate-board-outcome');
    for (const id of [one.ids[0], two.ids[0]]) expect(await room.isTrashed(id)).toBe(false);
    for (const id of [...one.ids.slice(1), two.ids[1]]) expect(await room.isTrashed(id)).toBe(true);
    const { calls, told } = await shown.record();
    const changing = calls.filter(({ name }) => name === 'immich_duplicates_resolve');
    expect(changing.map(({ arguments: args }) => args.dry_run)).toEqual([true, false]);
    expect(changing[1]?.arguments.plan_id).toMatch(/^p/);
    expect(JSON.stringify(told)).toContain('2 groups done');

    await press(frame, 'Done');
    await frame.getByText('No duplicates').waitFor();
    await shown.picture('duplicate-board-empty');
    await press(frame, 'Undo');
    expect(await previewed(frame)).toContain('would be as before');
    await shown.picture('duplicate-board-undo');
    await press(frame, 'Bring it back');
    await dialog(frame).getByText('brought back').waitFor();
    for (const id of [...one.ids, ...two.ids]) expect(await room.isTrashed(id)).toBe(false);
    for (const id of one.ids) expect(await room.groupOf(id)).toBe(one.id);
    await press(frame, 'Done');
    await group(frame, 2).locator('table').waitFor();
    expect(await frame.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  });

  test('copy by copy: another than the suggested one is kept, and albums pass to it', async () => {
    await openRoom();
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg');
    await room.call('immich_albums_create', { album_name: 'Summer', asset_ids: ids.slice(0, 1) });
    const { frame } = await room.open();
    await choose(frame, 1, 1, 'Trash');
    expect(await group(frame, 1).locator('.problem').innerText()).toContain('Nothing would be kept');
    expect(await frame.getByRole('button', { name: 'Apply …' }).isDisabled()).toBe(true);
    await choose(frame, 1, 2, 'Keep');
    expect(await group(frame, 1).locator('.problem').isVisible()).toBe(false);
    const text = await preview(frame);
    expect(text).toContain('Albums, favourite, tags');
    expect(text).toContain('To the trash go 1 file in albums');
    await agree(frame);
    expect([await room.isTrashed(ids[0]), await room.isTrashed(ids[1])]).toEqual([true, false]);
    expect(await room.local.ask('GET', `/albums?assetId=${ids[1]}`)).toMatchObject({ body: [{ albumName: 'Summer' }] });
  });

  test('what is not safe begins undecided, and says why', async () => {
    await openRoom();
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg');
    await room.local.ask('PUT', `/assets/${ids[1]}`, { body: { isFavorite: true } });
    const shots = await room.addGroup('R5_1.jpg', 'R5_2.jpg');
    const { frame } = await room.open();
    const dear = frame.locator('section.group', { hasText: 'a (1).jpg' });
    await dear.locator('table').waitFor();
    expect(await dear.getAttribute('data-standing')).toBe('undecided');
    expect(await dear.innerText()).toContain('Look first');
    expect(await dear.innerText()).toContain('a favourite');
    expect(await dear.locator('input:checked').count()).toBe(0);
    const burst = frame.locator('section.group', { hasText: 'R5_2.jpg' });
    expect(await burst.innerText()).toMatch(/Better (stacked|keep all)/);
    await burst.getByRole('button', { name: /Stack them|Keep all/ }).click();
    await preview(frame);
    await agree(frame);
    for (const id of shots.ids) expect([await room.isTrashed(id), await room.groupOf(id)]).toEqual([false, null]);
  });

  test('stacks copies under the suggested one', async () => {
    await openRoom();
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg', 'a (2).jpg');
    const { frame } = await room.open();
    await choose(frame, 1, 1, 'Stack');
    expect(await group(frame, 1).locator('.problem').innerText()).toContain('A stack needs two');
    await choose(frame, 1, 2, 'Stack');
    await preview(frame);
    expect(await agree(frame)).toContain('2 files stacked');
    expect(await room.read(`/assets/${ids[1]}`)).toMatchObject({ stack: { primaryAssetId: ids[0], assetCount: 2 } });
    expect(await room.isTrashed(ids[2])).toBe(true);
  });

  test('says that copies are none: all files stay, the group goes', async () => {
    await openRoom();
    const { ids } = await room.addGroup('a.jpg', 'b.jpg');
    const { frame } = await room.open();
    await group(frame, 1).getByRole('button', { name: 'Not duplicates' }).click();
    expect(await group(frame, 1).locator('.chip').innerText()).toBe('✓ Not duplicates');
    expect(await preview(frame)).toContain('1 group marked as no duplicates: all files stay.');
    await agree(frame);
    for (const id of ids) expect([await room.isTrashed(id), await room.groupOf(id)]).toEqual([false, null]);
    await dialog(frame).getByRole('button', { name: 'Undo' }).click();
    await press(frame, 'Bring it back');
    await dialog(frame).getByText('brought back').waitFor();
    expect(await room.groupOf(ids[0])).not.toBeNull();
  });

  test('for later leaves a group as it is', async () => {
    await openRoom();
    await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await room.open();
    await group(frame, 1).getByRole('button', { name: 'Later' }).click();
    expect(await standing(frame, 1)).toBe('skipped');
    expect(await frame.getByRole('button', { name: /^Agree/ }).isDisabled()).toBe(true);
    await frame.getByLabel('Show').selectOption('undecided');
    await frame.getByText('No group passes this filter').waitFor();
  });
});

describeInBrowser('with the keyboard alone', () => {
  test('decides, applies and undoes', async () => {
    await openRoom();
    const groups = [
      await room.addGroup('a.jpg', 'a (1).jpg'),
      await room.addGroup('b.jpg', 'b (1).jpg'),
      await room.addGroup('c.jpg', 'c (1).jpg'),
    ];
    const shown = await room.open();
    const { frame } = shown;
    const { keyboard } = shown.host;
    await group(frame, 3).locator('table').waitFor();
    // Which group is where depends on bytes.
    const at = async (number: number) => {
      const name = await group(frame, number).locator('.name').first().innerText();
      return groups[['a.jpg', 'b.jpg', 'c.jpg'].indexOf(name)];
    };
    const [first, second, third] = [await at(1), await at(2), await at(3)];
    await frame.evaluate(() => window.focus());
    await keyboard.press('j');
    expect(await group(frame, 1).evaluate((section) => section === document.activeElement)).toBe(true);
    await keyboard.press('2');
    await keyboard.press('j');
    await keyboard.press('x');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await keyboard.press('e');
    await keyboard.press('ArrowLeft');
    await keyboard.press('t');
    await shown.picture('duplicate-board-keyboard');
    expect([await standing(frame, 1), await standing(frame, 2), await standing(frame, 3)]).toEqual([
      'ready',
      'ready',
      'ready',
    ]);
    await keyboard.press('Escape');
    await keyboard.press('k');
    await keyboard.press('Enter');
    await previewed(frame);
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await dialog(frame).getByRole('button', { name: 'Done' }).waitFor();
    expect(await room.isTrashed(first?.ids[0])).toBe(true);
    expect(await room.isTrashed(first?.ids[1])).toBe(false);
    expect(await room.groupOf(second?.ids[0])).toBeNull();
    expect(await room.isTrashed(third?.ids[0])).toBe(true);
    await keyboard.press('Enter');
    await frame.getByText('No duplicates').waitFor();
  });

  test('compares pictures at the window’s size, and decides there', async () => {
    await openRoom();
    await room.addGroup('a.jpg', 'a (1).jpg', 'a (2).jpg');
    const shown = await room.open();
    const { frame } = shown;
    const { keyboard } = shown.host;
    await group(frame, 1).locator('table').waitFor();
    await group(frame, 1).focus();
    await keyboard.press('z');
    await dialog(frame).waitFor();
    await settled(shown);
    await shown.picture('duplicate-board-lightbox');
    expect(await dialog(frame).innerText()).toContain('1 of 3 a.jpg');
    await keyboard.press('ArrowRight');
    expect(await dialog(frame).innerText()).toContain('2 of 3 a (1).jpg');
    expect(await dialog(frame).locator('.stage img:visible').count()).toBe(1);
    await keyboard.press('3');
    await keyboard.press('e');
    await keyboard.press('ArrowRight');
    expect(await dialog(frame).innerText()).toContain('1 of 3');
    await keyboard.press('Escape');
    await dialog(frame).waitFor({ state: 'detached' });
    expect(await card(frame, 1, 3).locator('input:checked').getAttribute('value')).toBe('keep');
    expect(await group(frame, 1).evaluate((section) => section.contains(document.activeElement))).toBe(true);
  });

  test('lists its keys, and leaves keys to fields', async () => {
    await openRoom();
    await room.addGroup('a.jpg', 'a (1).jpg');
    const shown = await room.open();
    const { frame } = shown;
    await group(frame, 1).locator('table').waitFor();
    await group(frame, 1).focus();
    await shown.host.keyboard.press('?');
    expect(await dialog(frame).innerText()).toContain('keep this copy, trash the others');
    await shown.picture('duplicate-board-keys');
    await shown.host.keyboard.press('Escape');
    await frame.getByLabel('Order').focus();
    await shown.host.keyboard.press('x');
    expect(await standing(frame, 1)).toBe('proposed');
  });
});

describeInBrowser('what the server does not let through', () => {
  async function decided(): Promise<ShownPage> {
    const shown = await room.open();
    await group(shown.frame, 1).locator('table').waitFor();
    await press(shown.frame, /^Agree/);
    return shown;
  }

  test('is told before, and nothing can be applied: a limit', async () => {
    await openRoom({ mostDeleted: 0 });
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg');
    const shown = await decided();
    expect(await preview(shown.frame)).toContain('ALBUMEN_MAX_DELETED');
    await shown.picture('duplicate-board-refused');
    expect(await shown.frame.getByRole('button', { name: 'Nothing to apply' }).isDisabled()).toBe(true);
    expect(await room.isTrashed(ids[1])).toBe(false);
  });

  test('always confirmed: the plan that was shown is enough', async () => {
    await openRoom({ policy: 'always' });
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await decided();
    await preview(frame);
    expect(await agree(frame)).toContain('1 group done');
    expect(await room.isTrashed(ids[1])).toBe(true);
  });

  test.each([
    ['yes', '1 group done', true],
    ['no', 'The person said no: nothing was changed.', false],
    ['nothing', 'The person gave no answer: nothing was changed.', false],
  ] as const)('asking the person, who says %s', async (says, outcome, isTrashed) => {
    await openRoom({ policy: 'ask', says });
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await decided();
    await preview(frame);
    expect(await agree(frame)).toContain(outcome);
    expect(room.questions).toEqual([
      expect.stringMatching(/^Resolve duplicates\? It touches 1 group .*\n.*trash "a \(1\)\.jpg"/),
    ]);
    expect(await room.isTrashed(ids[1])).toBe(isTrashed);
  });

  test('what somebody changed after the preview is left alone, and said', async () => {
    await openRoom();
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await decided();
    await preview(frame);
    await room.local.ask('PUT', `/assets/${ids[1]}`, { body: { isFavorite: true } });
    expect(await agree(frame)).toContain('since the preview');
    expect(await room.isTrashed(ids[1])).toBe(false);
    await press(frame, 'Done');
    expect(await frame.locator('.sum').innerText()).toContain('1 decided');
  });

  test('one who may only look decides nothing', async () => {
    await openRoom({ exposure: { readOnly: true } });
    await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await room.open();
    await group(frame, 1).locator('table').waitFor();
    expect(await frame.getByRole('button', { name: /Agree|Apply|Keep|Not dup|Later|Undo/ }).count()).toBe(0);
    expect(await frame.getByRole('radio').count()).toBe(0);
    expect(await group(frame, 1).getByText('640 × 480').count()).toBe(1);
  });

  test('with few tools listed, the page has its own', async () => {
    await openRoom({ exposure: { toolsets: 'slim' } });
    const { ids } = await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await decided();
    await preview(frame);
    await agree(frame);
    expect(await room.isTrashed(ids[1])).toBe(true);
    await dialog(frame).getByRole('button', { name: 'Undo' }).click();
    await press(frame, 'Bring it back');
    await dialog(frame).getByText('brought back').waitFor();
    expect(await room.isTrashed(ids[1])).toBe(false);
  });

  test('a role that may not delete may still say that copies are none', async () => {
    await openRoom({ caller: { ...localCaller, permits: (permission) => permission !== 'delete' } });
    await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await room.open();
    await group(frame, 1).locator('table').waitFor();
    expect(await frame.getByRole('radio').count()).toBe(0);
    await group(frame, 1).getByRole('button', { name: 'Not duplicates' }).click();
    expect(await preview(frame)).toContain('no duplicates');
  });
});

describeInBrowser('when the server fails', () => {
  /** Calls of these tools fail as long as the test wants. */
  function failing(...names: string[]) {
    const broken = new Set(names);
    const call = (name: string, args: Record<string, unknown>) =>
      broken.has(name)
        ? Promise.resolve({ content: [{ type: 'text' as const, text: `${name} is out of order.` }], isError: true })
        : room.callAsPage(name, args);
    return { broken, call };
  }

  test('at the list, it says so, and tries again when told to', async () => {
    await openRoom();
    await room.addGroup('a.jpg', 'a (1).jpg');
    const { broken, call } = failing('page_duplicates');
    const shown = await room.open({ call });
    await shown.frame.getByText('page_duplicates is out of order.').waitFor();
    await shown.picture('duplicate-board-error');
    broken.clear();
    await press(shown.frame, 'Try again');
    await group(shown.frame, 1).locator('table').waitFor();
  });

  test('at a picture, the format stands in its place', async () => {
    await openRoom();
    await room.addGroup('a.jpg', 'a (1).jpg');
    const shown = await room.open({ call: failing('page_thumbnails').call });
    await shown.frame.locator('img[data-state="missing"]').first().waitFor({ state: 'attached' });
    expect(await group(shown.frame, 1).locator('.no-picture').first().isVisible()).toBe(true);
    await shown.picture('duplicate-board-no-pictures');
  });

  test('at the preview, nothing can be applied; decisions stay', async () => {
    await openRoom();
    await room.addGroup('a.jpg', 'a (1).jpg');
    const { frame } = await room.open({ call: failing('immich_duplicates_resolve').call });
    await group(frame, 1).locator('table').waitFor();
    await press(frame, /^Agree/);
    expect(await preview(frame)).toContain('out of order');
    await press(frame, 'Cancel');
    expect(await standing(frame, 1)).toBe('ready');
  });

  test('in the middle, each group is told as it is', async () => {
    await openRoom();
    const [one, two] = [await room.addGroup('a.jpg', 'a (1).jpg'), await room.addGroup('b.jpg', 'b (1).jpg')];
    const call: typeof room.callAsPage = async (name, args) => {
      if (name !== 'immich_duplicates_resolve' || args.dry_run !== false) return room.callAsPage(name, args);
      const failed = [{ id: two.id, error: 'the library refused it' }];
      const data = { resolved: 1, trashed: 1, bytes_freed: 7000, permanent: false, failed };
      return { content: [], structuredContent: data };
    };
    const shown = await room.open({ call });
    const { frame } = shown;
    await group(frame, 2).locator('table').waitFor();
    await press(frame, /^Agree/);
    await preview(frame);
    const text = await agree(frame);
    expect(text).toContain('1 group done, 1 file in the trash');
    expect(text).toMatch(/b\.jpg not done: the library refused it/);
    await shown.picture('duplicate-board-partly');
    await press(frame, 'Done');
    await frame.locator('section.group', { hasText: 'b.jpg' }).getByText('the library refused it').waitFor();
    expect(await room.isTrashed(one.ids[1])).toBe(false);
  });
});

describeInBrowser('texts of strangers', () => {
  const hostile = '<img src=x onerror=window.hacked=1><b>bold.jpg';
  const arabic = 'صورة العائلة في الصيف.jpg';
  const long = `${'a very long name that goes on '.repeat(7)}.jpg`;

  test('are shown as they are written, and fit', async () => {
    await openRoom();
    await room.addGroup(hostile, arabic, long);
    const shown = await room.open({ window: { width: 360, height: 720 } });
    const { frame } = shown;
    await group(frame, 1).locator('table').waitFor();
    const names = await group(frame, 1).locator('.name').allInnerTexts();
    expect(names.map((name) => name.trim()).sort()).toEqual([hostile, arabic, long.trim()].sort());
    expect(await frame.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await frame.locator('.name img, .name b').count()).toBe(0);
    await settled(shown);
    await shown.picture('duplicate-board-hostile-narrow');
    expect(await sideways(frame)).toBe(0);
    await press(frame, /^Agree/);
    await preview(frame);
    expect(await sideways(frame)).toBe(0);
    await shown.picture('duplicate-board-dialog-narrow');
  });
});

/** Pixels by which the page scrolls sideways. */
function sideways(frame: Frame): Promise<number> {
  return frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describeInBrowser('its look', () => {
  test('is dark where the host is', async () => {
    await openRoom();
    const { ids } = await room.addGroup('IMG_2041.jpg', 'IMG_2041 (1).jpg', 'received_8812.jpg');
    await room.addGroup({ name: 'scan.jpg', make: '' }, 'scan (1).jpg');
    await room.call('immich_albums_create', { album_name: 'Summer', asset_ids: ids.slice(2) });
    const context = { theme: 'dark', displayMode: 'inline', availableDisplayModes: ['inline'] } as const;
    const shown = await room.open({ context: { ...context, availableDisplayModes: ['inline'] } });
    await group(shown.frame, 2).locator('table').waitFor();
    await settled(shown);
    await shown.picture('duplicate-board-dark');
    await group(shown.frame, 1).locator('.picture').first().click();
    await settled(shown);
    await shown.picture('duplicate-board-lightbox-dark');
  });

  test('fits 360 pixels: only the copies of a group scroll sideways', async () => {
    await openRoom();
    await room.addGroup('IMG_2041.jpg', 'IMG_2041 (1).jpg', 'received_8812.jpg', 'edited.jpg');
    const shown = await room.open({ window: { width: 360, height: 720 } });
    const { frame } = shown;
    await group(frame, 1).locator('table').waitFor();
    await settled(shown);
    await shown.picture('duplicate-board-narrow');
    expect(await sideways(frame)).toBe(0);
    const [inner, outer] = await group(frame, 1)
      .locator('.compare')
      .evaluate((box) => [box.scrollWidth, box.clientWidth]);
    expect(inner).toBeGreaterThan(outer ?? 0);
    await group(frame, 1).locator('.picture').first().click();
    await settled(shown);
    expect(await sideways(frame)).toBe(0);
    await shown.picture('duplicate-board-lightbox-narrow');
  });
});
