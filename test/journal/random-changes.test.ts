/** Whatever is changed, in whatever order, comes back: random changes and undos through the real tools. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildLivelyTemplate, type LivelyTemplate } from '../fixtures/lively-library.ts';
import { openPlay, type Play, type PlayStep } from './play.ts';
import { drawnTools } from './random-steps.ts';

/** `npm run prove` sets it: how many times as much as in the usual run. */
const times = Number(process.env.ALBUMEN_PROVE ?? 1);
const patience = 300_000 * times;
/** The same plays in every usual run; others each time when it is to be proved. */
const seed = Number(process.env.ALBUMEN_SEED ?? (times === 1 ? 11 : Date.now() % 1e9));

let template: LivelyTemplate;

beforeAll(async () => {
  template = await buildLivelyTemplate();
});

afterAll(() => template.remove());

const change = fc.record({ tool: fc.constantFrom(...drawnTools), seed: fc.nat() });
const undo = fc.record({ undo: fc.nat({ max: 20 }), since: fc.boolean() });
const sizes = { minLength: 1, maxLength: 14, size: 'max' } as const;
const changes: fc.Arbitrary<PlayStep[]> = fc.array(change, sizes);
const changesAndUndos: fc.Arbitrary<PlayStep[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: change }, { weight: 1, arbitrary: undo }),
  sizes,
);

/** Takes back one change after the other, the latest first: each must bring back what was before it. */
async function backOneByOne(play: Play): Promise<void> {
  for (const { id, what, before } of [...play.done].reverse()) {
    await play.undo({ change_id: id });
    expect(await play.look(), what).toEqual(play.comparable(before));
  }
}

/** Takes all back at once. */
async function backAtOnce(play: Play): Promise<void> {
  const [first] = play.done;
  if (first === undefined) return;
  await play.undo({ since: first.id });
  expect(await play.look()).toEqual(play.comparable(first.before));
}

test.each([
  ['changes come back one by one, the latest first', changes, backOneByOne],
  ['changes come back all at once', changes, backAtOnce],
  ['undos are changes like any other: they too come back one by one', changesAndUndos, backOneByOne],
  ['changes and undos in any order come back all at once', changesAndUndos, backAtOnce],
])(
  '%s',
  async (_, steps, back) => {
    const property = fc.asyncProperty(steps, async (list) => {
      const play = await openPlay(template);
      try {
        for (const step of list) await play.take(step);
        await back(play);
      } catch (error) {
        const story = play.done.map(({ id, what }) => `${id} ${what}`).join('\n');
        throw new Error(`after\n${story}\n${String(error)}`, { cause: error });
      } finally {
        await play.library.close();
      }
    });
    await fc.assert(property, { numRuns: 8 * times, seed });
  },
  patience,
);
