/** The duplicate board with thousands of groups, and for those who do not see or use a mouse. */
import type { Frame } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { describeInBrowser } from '../fixtures/page-host/browser.ts';
import { type Call, manyGroups } from '../fixtures/page-host/many-groups.ts';
import { openPage, type ShownPage } from '../fixtures/page-host/open-page.ts';

let shown: ShownPage;

afterEach(async () => {
  expect(shown.problems).toEqual([]);
  await shown.close();
});

async function open(count: number, wrap: (call: Call) => Call = (call) => call): Promise<Frame> {
  shown = await openPage({ page: 'duplicate-board', call: wrap(manyGroups(count)) });
  await shown.frame.locator('section.group table').first().waitFor();
  return shown.frame;
}

/** Which groups have facts in the document now, by their place in the list. */
function placesNow(frame: Frame): Promise<number[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-index]')]
      .filter((row) => row.querySelector('table') !== null)
      .map((row) => Number(row.dataset.index)),
  );
}

describeInBrowser('two thousand groups', () => {
  test('are scrolled through to the end with only a few of them in the document', async () => {
    const frame = await open(2000);
    await shown.host.mouse.move(500, 400);
    let most = 0;
    for (let turn = 0; turn < 60; turn += 1) {
      await shown.host.mouse.wheel(0, 20_000);
      await frame.waitForTimeout(20);
      most = Math.max(most, await frame.evaluate(() => document.querySelectorAll('*').length));
    }
    await frame.waitForFunction(() => document.querySelector('[data-index="1999"] table') !== null);
    expect(most).toBeLessThan(3000);
    const { calls } = await shown.record();
    const asked = calls.filter(({ name }) => name === 'page_duplicates');
    // In chunks, and only what came near.
    expect(asked.length).toBeLessThan(120);
    await shown.picture('duplicate-board-end');
  });

  test('the keyboard reaches the last and the first, and stays where it is while others scroll by', async () => {
    const frame = await open(2000);
    const { keyboard } = shown.host;
    await frame.locator('section.group').first().focus();
    await keyboard.press('End');
    await frame.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Group 2,000 of 2,000');
    await keyboard.press('Home');
    for (let turn = 0; turn < 20; turn += 1) await keyboard.press('j');
    await frame.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Group 21 of 2,000');
    expect(
      await frame.evaluate(() => {
        const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
        return top >= 0 && top < window.innerHeight && bottom > 0;
      }),
    ).toBe(true);
    await frame.locator('main').evaluate((main) => main.scrollTo(0, 400_000));
    await frame.waitForFunction(() => document.querySelectorAll('[data-index]').length > 1);
    expect(await frame.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Group 21 of 2,000');
    await keyboard.press('j');
    await frame.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Group 22 of 2,000');
  });

  test('are decided at once where they are safe; the facts of all are read before anything is applied', async () => {
    const previews: unknown[] = [];
    const frame = await open(2000, (call) => async (name, args) => {
      if (name !== 'immich_duplicates_resolve') return call(name, args);
      previews.push(args.groups);
      const groups = Array.isArray(args.groups) ? args.groups.length : 0;
      return { content: [], structuredContent: { groups, trashed: groups, bytes_freed: 1000, permanent: false } };
    });
    await frame.getByRole('button', { name: 'Agree to 1,500 safe ones' }).click();
    expect(await frame.locator('.sum').innerText()).toMatch(
      /^1,500 decided · 2,000 files to the trash · [\d.]+ GB saved · 500 open$/,
    );
    await frame.getByRole('button', { name: 'Apply …' }).click();
    await frame.getByRole('button', { name: 'Apply to 1,500 groups' }).waitFor();
    expect(previews.flat()).toHaveLength(1500);
    expect(previews.length).toBeLessThan(12);
    await frame.getByRole('button', { name: 'Cancel' }).click();
  });

  test('are applied part by part, and no further than to the first part that fails', async () => {
    let applied = 0;
    const resolve = (args: Record<string, unknown>) => {
      const groups = Array.isArray(args.groups) ? args.groups.length : 0;
      const numbers = { trashed: groups, bytes_freed: 1000, permanent: false };
      if (args.dry_run !== false) return { content: [], structuredContent: { groups, ...numbers } };
      applied += 1;
      if (applied === 1) return { content: [], structuredContent: { resolved: groups, ...numbers } };
      return { content: [{ type: 'text' as const, text: 'The library is away.' }], isError: true };
    };
    const frame = await open(
      2000,
      (call) => async (name, args) => (name === 'immich_duplicates_resolve' ? resolve(args) : call(name, args)),
    );
    await frame.getByRole('button', { name: /^Agree/ }).click();
    await frame.getByRole('button', { name: 'Apply …' }).click();
    await frame.getByRole('button', { name: 'Apply to 1,500 groups' }).click();
    await frame.getByRole('button', { name: 'Done' }).waitFor();
    const text = await frame.getByRole('dialog').innerText();
    expect(text).toMatch(/200 groups done, 200 files in the trash/);
    expect(text).toContain('The library is away.');
    expect(text).toMatch(/1,100 groups not tried/);
    expect(applied).toBe(2);
    await frame.getByRole('button', { name: 'Done' }).click();
  });

  test('are filtered and sorted', async () => {
    const frame = await open(2000);
    await frame.getByLabel('Show').selectOption('review');
    await frame.getByText('Group 1 of 500').waitFor();
    await frame.getByLabel('Order').selectOption('newest');
    await frame.getByText('IMG_1799.jpg').first().waitFor();
    expect((await placesNow(frame))[0]).toBe(0);
  });

  test('a chunk that does not come is asked for again, and it is said', async () => {
    let fails = 0;
    const frame = await open(2000, (call) => async (name, args) => {
      if (name !== 'page_duplicates' || args.duplicate_ids === undefined || fails <= 0) return call(name, args);
      fails -= 1;
      return { content: [{ type: 'text', text: 'The library is away.' }], isError: true };
    });
    fails = 1;
    await frame.locator('main').evaluate((main) => main.scrollTo(0, 300_000));
    await frame.getByText('Some groups could not be loaded: The library is away.').waitFor();
    await frame.waitForFunction(() => document.querySelector('.group[data-standing="loading"]') === null);
    await frame.getByText('Some groups could not be loaded').waitFor({ state: 'hidden' });
  });
});

describeInBrowser('while the list is being read', () => {
  test('says how far it is, and asks again', async () => {
    let asked = 0;
    const frame = await open(3, (call) => async (name, args) => {
      if (name !== 'page_duplicates') return call(name, args);
      asked += 1;
      if (asked > 2) return call(name, args);
      const progress = { seconds: 1, albums_read: asked, ...(asked === 2 ? { groups: 3, albums: 40 } : {}) };
      return { content: [], structuredContent: { cache_ready: false, progress } };
    });
    expect(asked).toBe(3);
    expect(await frame.locator('.state').isVisible()).toBe(false);
  });
});

describeInBrowser('for a screen reader', () => {
  test('every control has a name, pictures that only decorate none, and groups say which they are', async () => {
    const frame = await open(30);
    const nameless = await frame.evaluate(() => {
      const nameOf = (control: Element) => {
        const labelled = control.closest('label')?.textContent ?? '';
        return (control.getAttribute('aria-label') ?? '') + (control.textContent ?? '') + labelled;
      };
      return [...document.querySelectorAll('button, input, select, [tabindex="0"], [role]')]
        .filter((control) => control.getAttribute('role') !== 'status' && control.getAttribute('role') !== 'listitem')
        .filter((control) => nameOf(control).trim() === '')
        .map((control) => control.outerHTML.slice(0, 120));
    });
    expect(nameless).toEqual([]);
    const tree = await frame.locator('section.group').nth(1).ariaSnapshot();
    expect(tree).toMatch(/heading "Group 2 of 30"/);
    expect(tree).toMatch(/columnheader/);
    expect(tree).toMatch(/radiogroup "What becomes of 1: IMG_24.jpg"/);
    expect(tree).toMatch(/radio "Keep" \[checked\]/);
    expect(tree).toMatch(/rowheader "Size"/);
    expect(tree).toMatch(/cell "4000 × 3000 , most"/);
    expect(await frame.locator('[role="list"] > [role="listitem"]').first().getAttribute('aria-setsize')).toBe('30');
  });

  test('what is decided by a key is said', async () => {
    const frame = await open(30);
    await frame.locator('section.group').first().focus();
    await shown.host.keyboard.press('2');
    expect(await frame.locator('[aria-live="polite"].unseen').innerText()).toBe('Copy 2 is kept, the others go.');
    await shown.host.keyboard.press('t');
    expect(await frame.locator('[aria-live="polite"].unseen').innerText()).toContain('Choose a copy first');
  });
});

describeInBrowser('a list that is being read anew', () => {
  const note = 'The list is being read anew.';

  /** Says that it is being read anew until `settle` is called; from then on it has one group more. */
  function refreshing() {
    let isSettled = false;
    const [before, after] = [manyGroups(30), manyGroups(31)];
    const call: Call = async (name, args) => {
      const answer = await (isSettled ? after : before)(name, args);
      const more = isSettled ? {} : { refreshing: true, notes: [note] };
      return name === 'page_duplicates'
        ? { ...answer, structuredContent: { ...answer.structuredContent, ...more } }
        : answer;
    };
    const settle = () => {
      isSettled = true;
    };
    return { call, settle };
  }

  test('is shown as it is, and as it has become; what was decided stays', async () => {
    const { call, settle } = refreshing();
    const frame = await open(0, () => call);
    await frame.getByText(note).waitFor();
    await frame.getByRole('button', { name: /^Agree to/ }).click();
    const decided = await frame.getByText(/ decided · /).innerText();
    settle();
    await frame.getByText('The local library: 31 groups').waitFor();
    expect(await frame.getByText(note).count()).toBe(0);
    expect((await frame.getByText(/ decided · /).innerText()).split(' · ')[0]).toBe(decided.split(' · ')[0]);
  });

  test('keeps its note while more groups come, and does not change under a dialog', async () => {
    const { call, settle } = refreshing();
    const frame = await open(0, () => call);
    await shown.host.mouse.move(500, 400);
    await shown.host.mouse.wheel(0, 9000);
    await frame.waitForFunction(() => document.querySelector('[data-index="19"] table') !== null);
    expect(await frame.getByText(note).isVisible()).toBe(true);
    await frame.getByRole('button', { name: 'Keys' }).click();
    settle();
    const asked = async () => (await shown.record()).calls.filter(({ arguments: { duplicate_ids } }) => !duplicate_ids);
    const before = (await asked()).length;
    await frame.waitForTimeout(2500);
    expect((await asked()).length).toBe(before);
    await shown.host.keyboard.press('Escape');
    await frame.getByText('The local library: 31 groups').waitFor();
  });
});
