import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findInBackground } from '../../../src/library/duplicates/find-in-background.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;

afterEach(() => open.close());

/** Two pictures of which one is a copy of the other. */
async function addCopies(): Promise<void> {
  open = await openTestLibrary();
  await open.addAsset({ bytes: await jpegBytes({ seed: 1, width: 640, height: 480 }) });
  await open.addAsset({ bytes: await jpegBytes({ seed: 1, width: 320, height: 240 }) });
}

async function countGrouped(): Promise<number> {
  const rows = await open.library.store.selectFrom('asset').select('id').where('duplicateId', 'is not', null).execute();
  return rows.length;
}

const soon = { timeout: 20_000, interval: 50 };

describe('after an upload', () => {
  it('copies are found, some time later', async () => {
    await addCopies();
    expect(await countGrouped()).toBe(0);
    await vi.waitFor(async () => expect(await countGrouped()).toBe(2), soon);
    expect(open.faults).toEqual([]);
  });
});

describe('finding in the background', () => {
  const inBackground = (times: { quietMs?: number; longestMs?: number }) => {
    const { store, dataDir } = open.library;
    const faults: unknown[] = [];
    return { faults, ...findInBackground(store, { dataDir, ...times, onFault: (error) => faults.push(error) }) };
  };

  it('does not wait for a pause for ever', async () => {
    await addCopies();
    const finding = inBackground({ quietMs: 60_000, longestMs: 100 });
    finding.soon(open.library.owner.id);
    await sleep(150);
    finding.soon(open.library.owner.id);
    await vi.waitFor(async () => expect(await countGrouped()).toBe(2), soon);
    await finding.close();
  });

  it('does nothing any more once it is closed', async () => {
    await addCopies();
    const finding = inBackground({ quietMs: 0 });
    finding.soon(open.library.owner.id);
    await finding.close();
    finding.soon(open.library.owner.id);
    await sleep(100);
    expect(await countGrouped()).toBe(0);
    expect(finding.faults).toEqual([]);
  });

  it('tells what went wrong, and goes on with the next', async () => {
    await addCopies();
    const { sql } = await import('kysely');
    await sql`create trigger fail before insert on duplicateExamined begin select raise(abort, 'no room'); end`.execute(
      open.library.store,
    );
    const finding = inBackground({ quietMs: 0 });
    finding.soon(open.library.owner.id);
    await vi.waitFor(() => expect(finding.faults).toHaveLength(1), soon);
    await sql`drop trigger fail`.execute(open.library.store);
    finding.soon(open.library.owner.id);
    const examined = () => open.library.store.selectFrom('duplicateExamined').selectAll().execute();
    await vi.waitFor(async () => expect(await examined()).toHaveLength(2), soon);
    await finding.close();
  });
});
