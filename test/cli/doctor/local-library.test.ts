import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLocalLibrary } from '../../../src/cli/doctor/local-library.ts';
import { type DoctorReport, isHealthy } from '../../../src/cli/doctor/report.ts';
import { openTestLibrary } from '../../fixtures/open-library.ts';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'albumen-doctor-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

function said(report: DoctorReport): string[] {
  return report.findings.map(({ level, message }) => `${level}: ${message}`);
}

describe('the doctor of the local library', () => {
  it('says how many assets there are, and that folders and ffmpeg are there', async () => {
    const open = await openTestLibrary();
    await open.addAsset();
    await writeFile(join(base, 'ffmpeg'), '#!/bin/sh\n', { mode: 0o755 });
    await mkdir(join(base, 'photos'));
    const wanted = { dataDir: open.library.dataDir, photos: [join(base, 'photos')], searchPath: base };
    const report = await checkLocalLibrary(wanted);
    expect(said(report)).toEqual([
      `ok: ${open.library.dataDir} can be written.`,
      'ok: The database opens and holds 1 asset.',
      `ok: ${join(base, 'photos')} can be read.`,
      `ok: ffmpeg is there (${join(base, 'ffmpeg')}): videos have previews.`,
    ]);
    const gone = await open.addAsset({ seed: 2 });
    await open.library.store.updateTable('asset').set({ heldPath: '/held' }).where('id', '=', gone).execute();
    expect(said(await checkLocalLibrary(wanted))[1]).toBe('ok: The database opens and holds 1 asset.');
    await open.library.store.updateTable('asset').set({ isOffline: 1 }).execute();
    expect(said(await checkLocalLibrary(wanted))[1]).toContain('; not in their place: 1 original.');
    await open.close();
  });

  it('says what of ALBUMEN_PROTECT is there, and what is not', async () => {
    const open = await openTestLibrary();
    await open.ask('POST', '/albums', { body: { albumName: 'Family' } });
    await open.ask('POST', '/albums', { body: { albumName: 'family' } });
    await open.ask('PUT', '/tags', { body: { tags: ['Trip/Sea'] } });
    const protect = [
      { kind: 'favorites' as const },
      { kind: 'album' as const, name: 'Family' },
      { kind: 'tag' as const, name: 'trip/sea' },
      { kind: 'person' as const, name: 'Anna' },
    ];
    const report = await checkLocalLibrary({ dataDir: open.library.dataDir, photos: [], protect, searchPath: '' });
    expect(said(report).filter((line) => line.includes('ALBUMEN_PROTECT'))).toEqual([
      'note: ALBUMEN_PROTECT: 2 things are the album "Family"; all are protected.',
      'ok: ALBUMEN_PROTECT: the tag "trip/sea" is there.',
      'problem: ALBUMEN_PROTECT: the library does not have the person "Anna".',
    ]);
    await open.close();
  });

  it('makes nothing where there is no library yet, and says how to begin', async () => {
    const dataDir = join(base, 'not-yet');
    const report = await checkLocalLibrary({ dataDir, photos: [], searchPath: '' });
    expect(said(report)).toEqual([
      'note: There is no library yet.',
      'note: ffmpeg was not found: videos have no preview.',
    ]);
    expect(isHealthy(report)).toBe(true);
    await expect(rm(dataDir)).rejects.toThrow('ENOENT');
  });

  it('notices where the data folder could not be made', async () => {
    await writeFile(join(base, 'file'), '');
    const dataDir = join(base, 'file', 'deep', 'data');
    const report = await checkLocalLibrary({ dataDir, photos: [], searchPath: '' });
    expect(said(report)[0]).toBe(`problem: ${dataDir} cannot be made: ${join(base, 'file')} is a file, not a folder.`);
    expect(isHealthy(report)).toBe(false);
  });

  it('finds a database that is none, a data directory that is a file, and folders that are gone', async () => {
    const dataDir = join(base, 'data');
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'library.db'), 'no database');
    await writeFile(join(base, 'file'), '');
    const searchPath = '';
    const broken = await checkLocalLibrary({ dataDir, photos: [], searchPath });
    expect(said(broken)[1]).toBe(
      `problem: The database ${join(dataDir, 'library.db')} cannot be opened (file is not a database).`,
    );
    const file = await checkLocalLibrary({ dataDir: join(base, 'file'), photos: [], searchPath });
    expect(said(file)[0]).toBe(`problem: ${join(base, 'file')} is a file, not a folder.`);
    const gone = await checkLocalLibrary({ dataDir: join(base, 'none'), photos: [join(base, 'usb')], searchPath });
    expect(said(gone)).toContain(`problem: ${join(base, 'usb')} is not there.`);
    for (const report of [broken, file, gone]) expect(isHealthy(report)).toBe(false);
  });
});
