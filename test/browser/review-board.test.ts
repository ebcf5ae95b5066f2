/** Deciding about duplicates without any chat: `albumen review` over a real library, in a real browser. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpegBytes } from '../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../fixtures/indexed-folder.ts';
import { describeInBrowser } from '../fixtures/page-host/browser.ts';
import { type OpenReview, openReview } from '../fixtures/page-host/open-review.ts';

let folder: IndexedFolder;
let review: OpenReview;

const copies = ['sea.jpg', 'sea (1).jpg', 'hill.jpg', 'hill (1).jpg'];

async function trashed(): Promise<string[]> {
  const assets = await Promise.all(copies.map(async (name) => ({ name, ...(await folder.asset(name)) })));
  return assets.filter(({ deletedAt }) => deletedAt !== null).map(({ name }) => name);
}

const press = (name: string | RegExp) => review.frame.getByRole('button', { name }).click();
const dialog = () => review.frame.getByRole('dialog');

beforeEach(async () => {
  folder = await indexedFolder();
  for (const [at, name] of copies.entries()) {
    await writeFile(join(folder.photos, name), await jpegBytes({ seed: 1 + Math.floor(at / 2) }));
  }
  await folder.index();
});
afterEach(async () => {
  expect(review.problems).toEqual([]);
  await review.window.close();
  expect(await review.program.end()).toBe(0);
  await folder.remove();
});

async function decide(): Promise<void> {
  await review.frame.locator('section.group').nth(1).locator('table').waitFor();
  await press('Agree to 2 safe ones');
  await press('Apply …');
  await dialog().locator('.lines').waitFor();
}

describeInBrowser('the duplicate board of albumen review', () => {
  test('shows the groups, applies what was decided, and takes it back', async () => {
    review = await openReview('--data-dir', folder.dataDir);
    await review.frame.locator('section.group').nth(1).locator('table').waitFor();
    await review.frame.waitForFunction(() => document.querySelectorAll('img[src^="data:"]').length === 4);
    expect(await review.window.title()).toBe('Duplicates – Albumen');
    await review.picture('review-board-light');

    await decide();
    expect(await trashed()).toEqual([]);
    await press(/^Apply to/);
    await dialog().getByRole('button', { name: 'Done' }).waitFor();
    expect(await trashed()).toHaveLength(2);
    await press('Done');
    await dialog().waitFor({ state: 'hidden' });

    await press('Undo');
    await dialog().locator('.lines').waitFor();
    await press('Bring it back');
    await dialog().getByText('brought back').waitFor();
    expect(await trashed()).toEqual([]);
    await expect
      .poll(review.program.server.stderr)
      .toMatch(/"tool":"immich_duplicates_resolve","caller":"review","effect":"remove","outcome":"ok"/);
  });

  test('asks the person once more where every change is asked about', async () => {
    review = await openReview('--data-dir', folder.dataDir, '--confirm', 'ask');
    await decide();
    await press(/^Apply to/);
    const question = review.window.locator('dialog[open]');
    expect(await question.locator('p').innerText()).toContain('Resolve duplicates? It touches');
    await review.picture('review-board-question');
    expect(await trashed()).toEqual([]);
    await question.getByRole('button', { name: 'Yes, do this' }).click();
    await dialog().getByRole('button', { name: 'Done' }).waitFor();
    expect(await trashed()).toHaveLength(2);
  });

  test('has the browser ask before decisions are lost that were not applied, and only then', async () => {
    review = await openReview('--data-dir', folder.dataDir);
    const { window, frame } = review;
    const asked: string[] = [];
    window.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await frame.locator('section.group').nth(1).locator('table').waitFor();
    await press('Agree to 2 safe ones');
    await frame.getByText('lost when this board is closed').waitFor();
    await window.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(window.isClosed()).toBe(false);
    await press('Apply …');
    await press(/^Apply to/);
    await press('Done');
    await expect.poll(() => frame.getByText('lost when this board is closed').isVisible()).toBe(false);
    await window.close({ runBeforeUnload: true });
    await expect.poll(() => window.isClosed()).toBe(true);
    expect(asked).toEqual(['beforeunload']);
  });

  test('is there to look at where Albumen may only read', async () => {
    review = await openReview('--data-dir', folder.dataDir, '--read-only');
    await review.frame.locator('section.group').nth(1).locator('table').waitFor();
    await review.window.emulateMedia({ colorScheme: 'dark' });
    await review.window.setViewportSize({ width: 360, height: 740 });
    await review.frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await review.picture('review-board-dark-narrow');
    expect(await review.frame.getByRole('button', { name: 'Apply …' }).count()).toBe(0);
  });
});
