/** The duplicate board with two thousand groups, in a real browser. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { buildPage } from '../scripts/app-pages.ts';
import { browserArguments, browserPath } from '../test/fixtures/page-host/find-browser.ts';
import { type BenchTable, milliseconds, quantile } from './measure.ts';

const groups = 2000;
const rounds = 3;
/** Pixels of one turn of the wheel, and milliseconds to the next. */
const turn = 1200;
const pause = 16;

/** Runs in the page's frame before its own program: says when groups were first painted, and which tasks were long. */
const watch = `
  window.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
  const looking = new MutationObserver(() => {
    if (document.querySelector('section.group table') === null) return;
    looking.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.timeOrigin + performance.now(); }));
  });
  looking.observe(document, { childList: true, subtree: true });
`;

interface Measured {
  readonly painted: number;
  /** Milliseconds of each task over 50 ms: while opening, while scrolling. */
  readonly opening: readonly number[];
  readonly scrolling: readonly number[];
  readonly elements: number;
}

/** Time to the first groups after their data, and tasks over 50 ms while opening and while scrolling through all by wheel. */
export async function benchDuplicateBoard(): Promise<BenchTable> {
  const html = await buildPage(join(import.meta.dirname, '../src/apps/duplicate-board/page.html'));
  const rows =
    browserPath === undefined
      ? [['skipped: this machine has no browser', '', '']]
      : await measureAll(html, browserPath);
  return {
    title: 'The duplicate board',
    how: `${groups.toLocaleString('en')} groups in headless Chromium, in a sandboxed frame; ${rounds} openings, each scrolled through from the first to the last group by ${turn} pixels of the wheel every ${pause} ms. The page is one document of ${Math.round(Buffer.byteLength(html) / 1000)} kB.`,
    columns: ['what', 'median', 'worst'],
    rows,
  };
}

async function measureAll(html: string, executablePath: string): Promise<string[][]> {
  const browser = await chromium.launch({ executablePath, args: [...browserArguments] });
  const measured: Measured[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) measured.push(await measure(browser, html));
  } finally {
    await browser.close();
  }
  // The first one warms up the browser.
  const counted = measured.slice(1);
  const row = (name: string, values: readonly number[], unit: (value: number) => string) => [
    name,
    unit(quantile(values, 0.5)),
    unit(quantile(values, 1)),
  ];
  const longest = (tasks: readonly number[]) => Math.max(0, ...tasks);
  return [
    row(
      'first groups painted after their data were sent',
      counted.map(({ painted }) => painted),
      milliseconds,
    ),
    row(
      'tasks over 50 ms while opening',
      counted.map(({ opening }) => opening.length),
      String,
    ),
    row(
      'tasks over 50 ms while scrolling through all',
      counted.map(({ scrolling }) => scrolling.length),
      String,
    ),
    row(
      'the longest of these',
      counted.map(({ scrolling }) => longest(scrolling)),
      milliseconds,
    ),
    row(
      'most elements in the document',
      counted.map(({ elements }) => elements),
      String,
    ),
  ];
}

async function measure(browser: Browser, html: string): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 720 } });
  await page.addInitScript(watch);
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../test/fixtures/page-host/fast-host.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  const given = JSON.stringify(html).replaceAll('<', '\\u003c');
  await page.setContent(
    `<!doctype html><body style="margin:0"><script>pageHtml = ${given}; groupCount = ${groups};</script><script>${outputFiles[0]?.text}</script>`,
  );
  const frame = await framedPage(page);
  await frame.waitForFunction('window.paintedAt !== undefined');
  const painted = Number(await frame.evaluate('window.paintedAt')) - Number(await page.evaluate('window.dataSentAt'));
  await page.waitForTimeout(500);
  const opening = await longTasks(frame);
  const elements = await scrollThrough(page, frame);
  const scrolling = (await longTasks(frame)).slice(opening.length);
  await page.close();
  return { painted, opening, scrolling, elements };
}

async function framedPage(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('nothing is framed');
  return frame;
}

async function longTasks(frame: Frame): Promise<number[]> {
  const told: unknown = JSON.parse(await frame.evaluate('JSON.stringify(longTasks)'));
  return Array.isArray(told) ? told.map(Number) : [];
}

/** To the last group; the most elements that were in the document on the way. */
async function scrollThrough(page: Page, frame: Frame): Promise<number> {
  let most = 0;
  await page.mouse.move(500, 400);
  for (let turns = 1; ; turns += 1) {
    await page.mouse.wheel(0, turn);
    await page.waitForTimeout(pause);
    if (turns % 20 !== 0) continue;
    most = Math.max(most, Number(await frame.evaluate('document.querySelectorAll("*").length')));
    if (await frame.evaluate(`document.querySelector('[data-index="${groups - 1}"] table') !== null`)) return most;
    if (turns > 5000) throw new Error('the last group did not come');
  }
}
