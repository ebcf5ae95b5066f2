/** A process that is killed in the middle of its changes: nothing of them is lost, told wrongly, or done twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChangeSummary } from '../../src/journal/entry.ts';
import { holdFor } from '../../src/journal/hold.ts';
import { settleUnfinished } from '../../src/journal/settle.ts';
import { Chance } from '../fixtures/chance.ts';
import { leftBehind } from '../fixtures/left-behind.ts';
import { fill } from '../fixtures/lively-library.ts';
import { greet } from '../fixtures/raw-stdio.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';
import { type Seen, seenLibrary } from '../fixtures/seen-library.ts';
import { answeredChanges, startToKill, untilBegun } from '../fixtures/to-kill.ts';
import { watchTraces, withoutTraces } from '../fixtures/traces.ts';
import { drawnTools, drawStep } from './random-steps.ts';

/** `npm run prove` sets it: how many times as many kills as in the usual run. */
const times = Number(process.env.ALBUMEN_PROVE ?? 1);
const kills = 15 * times;
const mostChanges = 8;
const millisecondsToOpen = 700;
const millisecondsToChange = 40;

let dataDir: string;
let library: RecordedLibrary;
let start: Seen;
let traced: ReturnType<typeof watchTraces>;
const answered = new Map<string, { tool: string; data: Record<string, unknown> }>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'albumen-killed-'));
  // Looks at the same files as the process that is killed, with a clock on which every hold has run out.
  const now = () => Date.now() + holdFor + 60_000;
  library = await openRecordedLibrary({ dataDir, journalPath: join(dataDir, 'journal.db'), now });
  await fill(library);
  start = await seenLibrary(library.local.library);
  traced = watchTraces(library.local.library);
});

afterAll(async () => {
  await library.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Makes some changes, one after the other, and kills the process at some moment of the last; notes the answers that arrived. */
async function changeAndKill(chance: Chance): Promise<void> {
  const server = startToKill(dataDir);
  await greet(server);
  const sent = new Map<number, string>();
  const last = 1 + chance.below(mostChanges);
  while (sent.size < last) {
    const step = await drawStep(library, chance.pick(drawnTools), chance.below(1e6));
    if (step === undefined) continue;
    await traced.watch();
    const id = sent.size + 1;
    sent.set(id, step.tool);
    server.send({ id, method: 'tools/call', params: { name: step.tool, arguments: step.args } });
    if (id < last) await server.answer(id);
  }
  // The first one opens the library: some are killed before that is done, others as soon as a change has been written down.
  if (chance.hit(0.5)) await untilBegun(server, last, newest);
  else await sleep(chance.below(last === 1 ? millisecondsToOpen : millisecondsToChange));
  server.process.kill('SIGKILL');
  await server.ended;
  for (const { change, tool, data } of answeredChanges(server, sent)) answered.set(change, { tool, data });
}

async function newest(): Promise<ChangeSummary | undefined> {
  return (await library.journal.changes({}, { page: 1, size: 1 })).changes[0];
}

async function everyChange(): Promise<readonly ChangeSummary[]> {
  return (await library.journal.changes({}, { page: 1, size: 1_000_000 })).changes;
}

function checkFile(): void {
  const file = new Database(join(dataDir, 'journal.db'));
  expect(file.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
  expect(file.prepare('pragma foreign_key_check').all()).toEqual([]);
  file.close();
}

test(
  'whenever it is killed, the journal is whole, knows every answer, and finds out about the rest',
  async () => {
    const chance = new Chance(Number(process.env.ALBUMEN_SEED ?? 7));
    let settledInAll = 0;
    for (let kill = 0; kill < kills; kill++) {
      await changeAndKill(chance);
      checkFile();
      const known = new Map((await everyChange()).map((change) => [change.id, change]));
      for (const [id, { tool }] of answered) {
        expect(known.get(id), id).toMatchObject({ tool });
        expect(known.get(id)?.status, id).not.toBe('begun');
      }
      const before = await library.state();
      const settled = await settleUnfinished(library.journal, ['local'], library.settle);
      settledInAll += settled.length;
      for (const id of settled) await noteUncovered(id);
      expect(await library.state(), 'looking changes nothing').toBe(before);
      expect((await everyChange()).filter(({ status }) => status === 'begun')).toEqual([]);
    }
    expect(settledInAll, 'some are killed in the middle').toBeGreaterThan(0);
    expect(answered.size, 'some have answered before').toBeGreaterThan(0);

    const changes = await everyChange();
    for (const { id } of changes) await takeBack(id);
    await traced.watch();
    const { traces } = traced;
    const now = await seenLibrary(library.local.library);
    expect(withoutTraces(now, traces)).toEqual(withoutTraces(start, traces));
  },
  300_000 * times,
);

/** Which covers gave way is only written down when a change has ended. */
async function noteUncovered(change: string): Promise<void> {
  for (const { id, after } of await library.journal.items(change)) {
    if (after?.trashed === true || after?.inAlbum === false) traced.traces.uncovered.add(id);
  }
}

async function takeBack(id: string): Promise<void> {
  await traced.watch();
  const told = await library.call('history_undo', { change_id: id, dry_run: false });
  const change = await library.journal.change(id);
  expect(leftBehind(told), JSON.stringify(change)).toEqual({});
}
