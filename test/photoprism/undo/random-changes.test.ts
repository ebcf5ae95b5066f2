/** Whatever is changed in PhotoPrism, in whatever order, comes back: random changes and undos through the real tools. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leftBehind } from '../../fixtures/left-behind.ts';
import { fillLively } from '../../fixtures/photoprism/lively.ts';
import { openRecordedPhotoPrism, type RecordedPhotoPrism } from '../../fixtures/photoprism/recorded.ts';
import { seenPhotoPrism } from '../../fixtures/photoprism/seen.ts';
import { acting, drawnTools, drawStep } from './random-steps.ts';

/** `npm run prove` sets it: how many times as much as in the usual run. */
const times = Number(process.env.ALBUMEN_PROVE ?? 1);
const seed = Number(process.env.ALBUMEN_SEED ?? (times === 1 ? 11 : Date.now() % 1e9));

type PlayStep = { readonly tool: string; readonly seed: number } | { readonly undo: number };

interface Done {
  readonly id: string;
  readonly what: string;
  readonly before: object;
}

const seenNow = ({ server }: RecordedPhotoPrism) => structuredClone(seenPhotoPrism(server.state));

async function take(opened: RecordedPhotoPrism, done: Done[], step: PlayStep): Promise<void> {
  const before = seenNow(opened);
  const chosen = 'undo' in step ? done.at(-1 - (step.undo % Math.max(1, done.length))) : undefined;
  const drawn =
    'tool' in step
      ? drawStep(opened.server.state, step.tool, step.seed)
      : chosen && { tool: 'history_undo', args: { change_id: chosen.id } };
  if (drawn === undefined) return;
  const { tool, args } = acting(drawn);
  const told = await opened.call(tool, args);
  // What PhotoPrism refuses, or what changes nothing, is no change.
  if (told.error !== undefined) return;
  done.push({ id: String(told.data.change_id), what: `${drawn.tool} ${JSON.stringify(drawn.args)}`, before });
}

/** Takes back one change after the other, the latest first: each must bring back what was before it. */
async function backOneByOne(opened: RecordedPhotoPrism, done: readonly Done[]): Promise<void> {
  for (const { id, what, before } of [...done].reverse()) {
    expect(leftBehind(await opened.undo({ change_id: id })), what).toEqual({});
    expect(seenNow(opened), what).toEqual(before);
  }
}

/** Takes all back at once. */
async function backAtOnce(opened: RecordedPhotoPrism, done: readonly Done[]): Promise<void> {
  const [first] = done;
  if (first === undefined) return;
  expect(leftBehind(await opened.undo({ since: first.id }))).toEqual({});
  expect(seenNow(opened)).toEqual(first.before);
}

const change = fc.record({ tool: fc.constantFrom(...drawnTools), seed: fc.nat() });
const undo = fc.record({ undo: fc.nat(6) });
const sizes = { minLength: 1, maxLength: 8, size: 'max' } as const;
const changes: fc.Arbitrary<PlayStep[]> = fc.array(change, sizes);
const changesAndUndos: fc.Arbitrary<PlayStep[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: change }, { weight: 1, arbitrary: undo }),
  sizes,
);

test.each([
  ['changes come back one by one, the latest first', changes, backOneByOne],
  ['undos are changes like any other: they too come back one by one', changesAndUndos, backOneByOne],
  ['changes come back all at once', changes, backAtOnce],
  ['changes and undos of them come back all at once', changesAndUndos, backAtOnce],
])(
  '%s',
  async (_, steps, back) => {
    const property = fc.asyncProperty(steps, async (list) => {
      const opened = await openRecordedPhotoPrism();
      fillLively(opened.server.state);
      const done: Done[] = [];
      try {
        for (const step of list) await take(opened, done, step);
        await back(opened, done);
      } catch (error) {
        const story = done.map(({ id, what }) => `${id} ${what}`).join('\n');
        throw new Error(`after\n${story}\n${String(error)}`, { cause: error });
      } finally {
        await opened.close();
      }
    });
    await fc.assert(property, { numRuns: 12 * times, seed });
  },
  120_000 * times,
);
