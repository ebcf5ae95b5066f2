import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFfmpeg } from '../../src/ffmpeg/find-ffmpeg.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-ffmpeg-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')(
  'is one that can be run, in one of the folders of the search path',
  async () => {
    const path = join(folder, 'bin', 'ffmpeg');
    await mkdir(join(folder, 'bin'));
    await writeFile(path, '#!/bin/sh\nexit 0\n');
    await chmod(path, 0o755);
    await mkdir(join(folder, 'other'));
    await writeFile(join(folder, 'other', 'ffmpeg'), 'not a program');
    expect(await findFfmpeg([join(folder, 'other'), '', join(folder, 'bin')].join(delimiter))).toBe(path);
    expect(await findFfmpeg(join(folder, 'other'))).toBeNull();
    expect(await findFfmpeg('')).toBeNull();
  },
);
