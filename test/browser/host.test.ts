/** What holds for every page in a chat host. */
import { expect, test } from 'vitest';
import { appPages } from '../../src/catalog/tool.ts';
import { describeInBrowser } from '../fixtures/page-host/browser.ts';
import { openPage } from '../fixtures/page-host/open-page.ts';

describeInBrowser.each(appPages)('the page %s', (page) => {
  const nothing = async () => ({ content: [{ type: 'text' as const, text: 'Not here.' }], isError: true });

  test('opens in a sandbox without network and without an error, whatever the tools answer', async () => {
    const shown = await openPage({ page, call: nothing });
    await shown.frame.waitForFunction(() => document.body.childElementCount > 1);
    expect(shown.problems).toEqual([]);
    await shown.close();
  });

  test('takes light and dark from its host', async () => {
    const shown = await openPage({ page, call: nothing });
    const background = () => shown.frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await shown.frame.waitForFunction(() => document.documentElement.dataset.theme === 'light');
    const light = await background();
    await shown.changeContext({ theme: 'dark' });
    await shown.frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect(await background()).not.toBe(light);
    await shown.close();
  });
});
