/** The duplicate board in a real browser, over a real library. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpegBytes } from '../fixtures/images.ts';
import { describeInBrowser } from '../fixtures/page-host/browser.ts';
import { openPage, type PageWish, type ShownPage } from '../fixtures/page-host/open-page.ts';
import { type ServedLibrary, serveLibrary } from '../fixtures/page-host/serve-library.ts';

let served: ServedLibrary;
let shown: ShownPage;
const groupId = (number: number) => `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`;

async function addGroup(number: number, ...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, name] of names.entries()) {
    const bytes = await jpegBytes({
      seed: number,
      width: 640 - at * 160,
      height: 480 - at * 120,
      make: 'Canon',
      model: 'EOS R5',
    });
    ids.push(await served.local.addAsset({ name, bytes }));
  }
  await served.local.ask('PUT', '/assets', { body: { ids, duplicateId: groupId(number) } });
  return ids;
}

async function open(more: Partial<PageWish> = {}): Promise<ShownPage> {
  shown = await openPage({ page: 'duplicate-board', call: served.callAsPage, ...more });
  return shown;
}

describeInBrowser('the duplicate board', () => {
  beforeEach(async () => {
    served = await serveLibrary();
  });
  afterEach(async () => {
    await shown.close();
    await served.close();
  });

  test('shows groups side by side', async () => {
    await addGroup(1, 'IMG_1.jpg', 'IMG_1 (1).jpg', 'small.jpg');
    await addGroup(2, 'IMG_2.jpg', 'IMG_2 (1).jpg');
    await open();
    await shown.frame.waitForSelector('[data-standing="proposed"]');
    await shown.frame.waitForTimeout(1500);
    await shown.picture('board-light');
    expect(shown.problems).toEqual([]);
  });
});
