/** A process that is killed in the middle of changing PhotoPrism: nothing of it is lost, told wrongly, or done twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChangeSummary } from '../../../src/journal/entry.ts';
import { holdFor } from '../../../src/journal/hold.ts';
import { settleUnfinished } from '../../../src/journal/settle.ts';
import { Chance } from '../../fixtures/chance.ts';
import { leftBehind } from '../../fixtures/left-behind.ts';
import { fillLively } from '../../fixtures/photoprism/lively.ts';
import { openRecordedPhotoPrism, type RecordedPhotoPrism } from '../../fixtures/photoprism/recorded.ts';
import { seenPhotoPrism } from '../../fixtures/photoprism/seen.ts';
import { adminToken } from '../../fixtures/photoprism/server.ts';
import { greet } from '../../fixtures/raw-stdio.ts';
import { answeredChanges, startToKill, untilBegun } from '../../fixtures/to-kill.ts';
import { acting, drawnTools, drawStep } from './random-steps.ts';

/** `npm run prove` sets it: how many times as many kills as in the usual run. */
const times = Number(process.env.ALBUMEN_PROVE ?? 1);
const kills = 6 * times;
const mostChanges = 6;
const millisecondsToChange = 30;

let dataDir: string;
let opened: RecordedPhotoPrism;
const answered = new Map<string, string>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'albumen-killed-photoprism-'));
  // Looks at the same journal as the process that is killed, with a clock on which every hold has run out.
  const journalNow = () => Date.now() + holdFor + 60_000;
  opened = await openRecordedPhotoPrism({ journalPath: join(dataDir, 'journal.db'), journalNow });
  fillLively(opened.server.state);
});

afterAll(async () => {
  await opened.close();
  await rm(dataDir, { recursive: true, force: true });
});

const seen = () => structuredClone(seenPhotoPrism(opened.server.state));

/** Makes some changes, one after the other, and kills the process at some moment of the last; notes the answers that arrived. */
async function changeAndKill(chance: Chance): Promise<void> {
  const server = startToKill(dataDir, {
    PHOTOPRISM_BASE_URL: opened.server.url,
    PHOTOPRISM_ACCESS_TOKEN: adminToken,
  });
  await greet(server);
  const sent = new Map<number, string>();
  const last = 1 + chance.below(mostChanges);
  while (sent.size < last) {
    const step = drawStep(opened.server.state, chance.pick(drawnTools), chance.below(1e6));
    if (step === undefined) continue;
    const { tool, args } = acting(step);
    const id = sent.size + 1;
    sent.set(id, tool);
    server.send({ id, method: 'tools/call', params: { name: tool, arguments: args } });
    if (id < last) await server.answer(id);
  }
  if (chance.hit(0.7)) await untilBegun(server, last, async () => (await everyChange())[0]);
  await sleep(chance.below(millisecondsToChange));
  server.process.kill('SIGKILL');
  await server.ended;
  // What had been sent is done all the same.
  await opened.server.idle();
  for (const { change, tool } of answeredChanges(server, sent)) answered.set(change, tool);
}

async function everyChange(): Promise<readonly ChangeSummary[]> {
  return (await opened.journal.changes({}, { page: 1, size: 1_000_000 })).changes;
}

test(
  'whenever it is killed, the journal knows every answer, finds out about the rest, and all comes back',
  async () => {
    const chance = new Chance(Number(process.env.ALBUMEN_SEED ?? 3));
    const start = seen();
    let settledInAll = 0;
    // As often as it takes to hit one in the middle: on a slow machine most have answered, or not begun, when they are killed.
    for (let kill = 0; kill < kills || (settledInAll === 0 && kill < 10 * kills); kill++) {
      await changeAndKill(chance);
      const known = new Map((await everyChange()).map((change) => [change.id, change]));
      for (const [id, tool] of answered) {
        expect(known.get(id), id).toMatchObject({ tool });
        expect(known.get(id)?.status, id).not.toBe('begun');
      }
      const before = JSON.stringify(opened.server.state);
      settledInAll += (await settleUnfinished(opened.journal, [opened.name], opened.settle)).length;
      expect(JSON.stringify(opened.server.state), 'looking changes nothing').toBe(before);
      expect((await everyChange()).filter(({ status }) => status === 'begun')).toEqual([]);
    }
    expect(settledInAll, 'some are killed in the middle').toBeGreaterThan(0);
    expect(answered.size, 'some have answered before').toBeGreaterThan(0);

    for (const { id, tool } of await everyChange()) {
      const told = await opened.call('history_undo', { change_id: id, dry_run: false });
      expect(leftBehind(told), `${tool} ${JSON.stringify(await opened.journal.items(id))}`).toEqual({});
    }
    expect(seen()).toEqual(start);
  },
  120_000 * times,
);
