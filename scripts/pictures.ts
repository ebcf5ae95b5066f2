/**
 * Makes the README's pictures from the program itself: the duplicate board as `albumen review` shows it in a browser, on the sample photos,
 * and a conversation of docs/examples.md as a chat program might show it. Needs the built program and a browser.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { browserArguments, browserPath } from '../test/fixtures/page-host/find-browser.ts';
import { type Conversation, holdConversations } from './conversations/all.ts';
import { chatPage } from './conversations/chat-page.ts';
import { openStage, type Stage } from './conversations/stage.ts';

if (browserPath === undefined) throw new Error('a browser is needed: ALBUMEN_BROWSER names it');
const profile = await mkdtemp(join(tmpdir(), 'albumen-pictures-'));
const stage = await openStage();
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: browserPath,
  args: browserArguments,
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});
try {
  await pictureOfBoard(stage, browser);
  const [conversation] = await holdConversations(stage);
  if (conversation === undefined) throw new Error('there is no conversation');
  await pictureOfChat(chatPage(firstTurn(conversation)), browser);
} finally {
  await browser.close();
  await stage.close();
  await rm(profile, { recursive: true, force: true });
}

async function pictureOfBoard({ review, photos }: Stage, context: BrowserContext): Promise<void> {
  const { address, end } = await review();
  const page = await openedAt(context, { width: 1060, height: 716 });
  await page.goto(address);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('the window has no page');
  await frame.waitForSelector('section.group img');
  await frame.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Most copies first' });
  await frame.waitForFunction(`document.querySelector('img[data-state="loading"]') === null`);
  await frame.evaluate(shortenPaths(dirname(photos)));
  await keep('duplicate-board', await page.screenshot());
  await page.close();
  await end();
}

/** For the page: where the sample library lies on this machine belongs into no picture. */
function shortenPaths(home: string): string {
  return `{
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      node.textContent = node.textContent.replaceAll(${JSON.stringify(home)}, '~');
    }
  }`;
}

/** Up to the person's second question: the README has room for no more. */
function firstTurn({ lines, ...conversation }: Conversation): Conversation {
  const second = lines.findIndex((line, at) => at > 0 && 'who' in line && line.who === 'person');
  return { ...conversation, lines: second === -1 ? lines : lines.slice(0, second) };
}

async function pictureOfChat(html: string, context: BrowserContext): Promise<void> {
  const page = await openedAt(context, { width: 460, height: 400 });
  await page.setContent(html, { waitUntil: 'load' });
  await keep('conversation', await page.screenshot({ fullPage: true }));
  await page.close();
}

async function openedAt(context: BrowserContext, size: { width: number; height: number }): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(size);
  return page;
}

async function keep(name: string, png: Buffer): Promise<void> {
  const { size } = await sharp(png).webp({ quality: 80 }).toFile(`docs/images/${name}.webp`);
  process.stdout.write(`wrote docs/images/${name}.webp, ${Math.round(size / 1000)} kB\n`);
}
