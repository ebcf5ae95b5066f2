import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { posterFrame } from '../../../src/library/media/poster-frame.ts';

describe.skipIf(process.platform === 'win32')('a poster frame', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'albumen-ffmpeg-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A program that stands in for ffmpeg. */
  async function standIn(name: string, script: string): Promise<string> {
    const path = join(folder, name, 'ffmpeg');
    await mkdir(join(folder, name));
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }

  it('is what ffmpeg writes, and hostile names reach it as plain file names', async () => {
    const echo = await standIn('echo', 'for word in "$@"; do printf "%s\\n" "$word"; done');
    const words = (await posterFrame(echo, '/photos/-y $(touch x);.mp4'))?.toString().split('\n');
    expect(words).toContain('file:/photos/-y $(touch x);.mp4');
  });

  it('is none when ffmpeg fails or has nothing to say', async () => {
    expect(await posterFrame(await standIn('fails', 'exit 1'), '/photos/a.mp4')).toBeNull();
    expect(await posterFrame(await standIn('silent', 'exit 0'), '/photos/a.mp4')).toBeNull();
    expect(await posterFrame(join(folder, 'missing'), '/photos/a.mp4')).toBeNull();
  });
});
