import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenSource } from '../../src/upload/source.ts';
import { stageFile } from '../../src/upload/staged-file.ts';
import { jpegBytes } from '../fixtures/images.ts';

let folder: string;
let closed: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-staging-'));
  closed = 0;
});

afterEach(() => rm(folder, { recursive: true }));

const signal = new AbortController().signal;

function sourceOf(pieces: Iterable<Uint8Array>, name = 'photo.jpg'): OpenSource {
  return {
    bytes: (async function* () {
      yield* pieces;
    })(),
    name,
    size: undefined,
    modifiedAt: undefined,
    close: async () => {
      closed += 1;
    },
  };
}

async function staged(pieces: Iterable<Uint8Array>, name?: string) {
  const result = await stageFile(sourceOf(pieces, name), { folder, signal });
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

function* inPieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe('a staged file', () => {
  test.each([1, 100, 5000])(
    'is the same bytes, with their checksum, however they arrive (%i at a time)',
    async (length) => {
      const bytes = await jpegBytes({ width: 80, height: 60, seed: 3 });
      const { file, sha1, kind } = await staged(inPieces(bytes, length));
      expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
      expect(sha1).toBe(createHash('sha1').update(bytes).digest('hex'));
      expect(kind).toBe('image');
    },
  );

  test('lies on the disk and not in memory', async () => {
    const { file, discard } = await staged([await jpegBytes({ seed: 4 })]);
    expect(await readdir(folder)).toHaveLength(1);
    await discard();
    expect(await readdir(folder)).toEqual([]);
    await expect(file.arrayBuffer()).rejects.toThrow();
  });

  test('has a name that is safe to store', async () => {
    expect((await staged([await jpegBytes({ seed: 5 })], '../../..\u202e/.profile\0')).file.name).toBe('profile.jpg');
  });
});

describe('what cannot be staged', () => {
  test.each([
    ['nothing', [], /is empty/],
    ['a web page', [Buffer.from('<!doctype html><html>')], /web page/],
    ['a text', [Buffer.from('hello')], /neither a photo nor a video/],
    ['a text as long as a photo', [Buffer.alloc(20_000, 'x')], /neither a photo nor a video/],
  ])('%s is refused, leaves nothing and is closed', async (_, pieces, message) => {
    const result = await stageFile(sourceOf(pieces), { folder, signal });
    expect(result).toMatchObject({ ok: false, failure: { message: expect.stringMatching(message) } });
    expect([await readdir(folder), closed]).toEqual([[], 1]);
  });

  test('a source that breaks midway says so, leaves nothing and is closed', async () => {
    const photo = await jpegBytes({ seed: 6 });
    const broken = (function* () {
      yield photo;
      throw new Error('the disk of somebody else');
    })();
    const result = await stageFile(sourceOf(broken), { folder, signal });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'unavailable', message: 'The file could not be read to its end; nothing was sent.' },
    });
    expect([await readdir(folder), closed]).toEqual([[], 1]);
  });
});

test('copies that a crash left behind go after a day; one that is in use stays', async () => {
  for (const [name, hours] of [
    ['crashed', 25],
    ['in use', 23],
  ] as const) {
    await writeFile(join(folder, name), 'x');
    const at = new Date(Date.now() - hours * 3_600_000);
    await utimes(join(folder, name), at, at);
  }
  const { discard } = await staged([await jpegBytes({ seed: 7 })]);
  await discard();
  expect(await readdir(folder)).toEqual(['in use']);
});
