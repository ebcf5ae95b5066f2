import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'exifreader';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPhotoFacts } from '../../src/library/media/photo-facts.ts';
import { developShot } from '../../src/samples/develop.ts';
import { COLLECTED } from '../../src/samples/occasions/collected.ts';
import { AT_HOME } from '../../src/samples/occasions/home.ts';
import { TOKYO } from '../../src/samples/occasions/tokyo.ts';
import type { SampleFile, SampleReport } from '../../src/samples/report.ts';
import { exifOffset, exifTime, instantOf } from '../../src/samples/taken.ts';
import { writeSamplePhotos } from '../../src/samples/write.ts';

const MAKING_TAKES = 120_000;

let folder = '';
let report: SampleReport;
const progress: (readonly [number, number])[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samples-'));
  report = await writeSamplePhotos(folder, { onProgress: (done, total) => progress.push([done, total]) });
}, MAKING_TAKES);
afterAll(() => rm(folder, { recursive: true, force: true }));

function bytesOf(path: string): Promise<Buffer> {
  return readFile(join(folder, path));
}

function filesOf(...kinds: SampleFile['kind'][]): SampleFile[] {
  return report.files.filter((file) => kinds.includes(file.kind));
}

function theFile(path: string): SampleFile {
  const found = report.files.find((file) => file.path === path);
  if (found === undefined) {
    throw new Error(`The report does not list ${path}.`);
  }
  return found;
}

async function tagsOf(path: string) {
  return load(await bytesOf(path), { expanded: true });
}

/** A picture that can be decoded. */
function isPicture({ kind }: SampleFile): boolean {
  return !['broken', 'empty', 'sidecar', 'video', 'live-clip'].includes(kind);
}

async function differenceHash(path: string): Promise<number[]> {
  const grey = await sharp(await bytesOf(path))
    .autoOrient()
    .greyscale()
    .resize(9, 8, { fit: 'fill' })
    .raw()
    .toBuffer();
  return [...grey].flatMap((level, at) => (at % 9 === 8 ? [] : [level > (grey[at + 1] ?? 0) ? 1 : 0]));
}

function distance(left: readonly number[], right: readonly number[]): number {
  return left.filter((bit, at) => bit !== right[at]).length;
}

describe('the report', () => {
  it('lists every file in the folder and nothing else', async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const found = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    expect(found.sort()).toEqual(report.files.map((file) => file.path).sort());
    expect(found.length).toBeGreaterThanOrEqual(55);
  });

  it('covers every kind of file that an indexer meets', () => {
    const kinds = new Set(report.files.map((file) => file.kind));
    expect([...kinds].sort()).toEqual([
      'animation',
      'bare',
      'broken',
      'burst',
      'empty',
      'exact-copy',
      'live-clip',
      'live-photo',
      'panorama',
      'photo',
      'portrait',
      'recompressed-copy',
      'resized-copy',
      'scan',
      'screenshot',
      'sidecar',
      'video',
    ]);
    const extensions = new Set(report.files.map((file) => file.path.split('.').at(-1)?.toLowerCase()));
    expect([...extensions].sort()).toEqual(['avif', 'gif', 'jpg', 'mov', 'mp4', 'png', 'tif', 'webp', 'xmp']);
  });

  it('counts up to the number of files while they are made', () => {
    const total = report.files.length;
    expect(progress).toEqual(report.files.map((_, index) => [index + 1, total]));
  });

  it('says the size as seen of every picture', async () => {
    for (const file of report.files.filter(isPicture)) {
      const { autoOrient } = await sharp(await bytesOf(file.path)).metadata();
      expect([file.path, autoOrient.width, autoOrient.height]).toEqual([file.path, file.width, file.height]);
    }
  });

  it('says the modification time of every file', async () => {
    for (const file of report.files) {
      const { mtimeMs } = await stat(join(folder, file.path));
      expect([file.path, mtimeMs]).toEqual([file.path, instantOf(file.modifiedAt).getTime()]);
    }
  });
});

describe('EXIF read back by another library', () => {
  const inExif = (file: SampleFile) => isPicture(file) && !file.path.endsWith('.tif');

  it('has the local time, and the offset exactly where the camera knew one', async () => {
    for (const file of report.files.filter(inExif)) {
      const exif = (await tagsOf(file.path)).exif;
      expect([file.path, exif?.DateTimeOriginal?.description, exif?.OffsetTimeOriginal?.description]).toEqual([
        file.path,
        file.takenAt && exifTime(file.takenAt),
        file.takenAt && exifOffset(file.takenAt),
      ]);
    }
  });

  it('has the place with the right sign, to a few metres', async () => {
    const placed = report.files.filter((file) => inExif(file) && file.place !== undefined);
    expect(placed.some((file) => (file.place?.longitude ?? 0) < 0)).toBe(true);
    for (const file of placed) {
      const gps = (await tagsOf(file.path)).gps;
      expect(gps?.Latitude, file.path).toBeCloseTo(file.place?.latitude ?? Number.NaN, 4);
      expect(gps?.Longitude, file.path).toBeCloseTo(file.place?.longitude ?? Number.NaN, 4);
    }
  });

  it('has no place where the report names none', async () => {
    for (const file of report.files.filter((each) => inExif(each) && each.place === undefined)) {
      expect([file.path, (await tagsOf(file.path)).gps]).toEqual([file.path, undefined]);
    }
  });

  it('names camera and lens', async () => {
    for (const file of report.files.filter(inExif)) {
      const exif = (await tagsOf(file.path)).exif;
      expect([exif?.Make?.description, exif?.Model?.description, exif?.LensModel?.description]).toEqual([
        file.make,
        file.model,
        file.lens,
      ]);
    }
  });

  it('has exposure facts', async () => {
    const { exif } = await tagsOf('2020/Rome/DSC01240.JPG');
    expect([
      exif?.ExposureTime?.description,
      exif?.FNumber?.description,
      exif?.ISOSpeedRatings?.description,
      exif?.FocalLength?.description,
    ]).toEqual(['1/125', 'f/5.6', 250, '35 mm']);
  });

  it('says 6 for the portrait that is stored sideways, and 1 or nothing for all others', async () => {
    for (const file of report.files.filter(isPicture)) {
      const { orientation } = await sharp(await bytesOf(file.path)).metadata();
      expect([file.path, orientation ?? 1]).toEqual([file.path, file.orientation ?? 1]);
    }
    const sideways = filesOf('portrait').map(({ path }) => path);
    expect(sideways).toEqual(['2023-06 Paris/IMG_1204.JPG']);
    const { width, height } = await sharp(await bytesOf('2023-06 Paris/IMG_1204.JPG')).metadata();
    expect(width).toBeGreaterThan(height);
  });
});

describe('XMP read back by another library', () => {
  it('has rating, description and keywords where the report says so', async () => {
    const described = report.files.filter((file) => file.rating || file.description || file.keywords);
    expect(described.length).toBeGreaterThan(20);
    for (const file of described) {
      const { xmp } = await tagsOf(file.path);
      const paths = xmp?.hierarchicalSubject?.value;
      expect({
        path: file.path,
        rating: xmp?.Rating?.value,
        description: xmp?.description?.description,
        keywords: Array.isArray(paths) ? paths.map((each) => each.value) : undefined,
      }).toEqual({
        path: file.path,
        rating: file.rating?.toString(),
        description: file.description,
        keywords: file.keywords,
      });
    }
  });

  it('marks the faces that the report says it does', async () => {
    const marked = report.files.filter(({ people }) => people !== undefined);
    expect(marked.map(({ path, people }) => [path, people])).toEqual([
      ['Home/Cat/IMG_0107.JPG', ['Mimi']],
      ['Home/Cat/IMG_0233.JPG', ['Mimi']],
    ]);
    for (const { path, people, width, height } of marked) {
      const { faces } = readPhotoFacts(await bytesOf(path), null);
      expect(faces.map(({ name }) => name)).toEqual(people);
      expect(faces.every(({ appliedTo }) => appliedTo?.width === width && appliedTo?.height === height)).toBe(true);
    }
  });

  it('has the date of the TIFF, which has no EXIF', async () => {
    const { xmp } = await tagsOf('Scans/winter 1991.tif');
    expect(xmp?.DateTimeOriginal?.value).toBe('1991-01-06T12:00:00');
  });
});

describe('the pictures', () => {
  it('differ from one another, except where they are meant to be alike', async () => {
    const meantToBeAlike = [
      ...filesOf('burst', 'animation', 'resized-copy', 'recompressed-copy', 'exact-copy').map(({ path }) => path),
      'Home/Cat/IMG_0234.JPG',
    ];
    const others = report.files.filter((file) => isPicture(file) && !meantToBeAlike.includes(file.path));
    const hashes = await Promise.all(others.map(async ({ path }) => [path, await differenceHash(path)] as const));
    const alike = hashes.flatMap(([left, hash], index) =>
      hashes.slice(index + 1).flatMap(([right, other]) => (distance(hash, other) < 11 ? [`${left} and ${right}`] : [])),
    );
    expect(alike).toEqual([]);
  });

  it('include a burst of five a second apart, alike but not the same', async () => {
    const burst = filesOf('burst');
    const times = burst.map((file) => instantOf(file.takenAt ?? '').getTime());
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 1000, 2000, 3000, 4000]);
    const hashes = await Promise.all(burst.map(({ path }) => differenceHash(path)));
    for (const [index, hash] of hashes.slice(1).entries()) {
      expect(distance(hash, hashes[index] ?? [])).toBeLessThanOrEqual(8);
    }
    const sums = await Promise.all(burst.map(async ({ path }) => checksum(await bytesOf(path))));
    expect(new Set(sums).size).toBe(5);
  });

  it('include copies that look like their original', async () => {
    const copies = filesOf('resized-copy', 'recompressed-copy', 'exact-copy');
    expect(copies).toHaveLength(3);
    for (const copy of copies) {
      const [hash, original] = [await differenceHash(copy.path), await differenceHash(copy.of ?? '')];
      expect(distance(hash, original), copy.path).toBeLessThanOrEqual(4);
    }
  });

  it('include one exact copy, and a re-compressed one without any metadata', async () => {
    const [exact, recompressed] = filesOf('exact-copy', 'recompressed-copy').sort((a, b) =>
      a.kind.localeCompare(b.kind),
    );
    expect(await bytesOf(exact?.path ?? '')).toEqual(await bytesOf(exact?.of ?? ''));
    const { exif, xmp } = await sharp(await bytesOf(recompressed?.path ?? '')).metadata();
    expect([exif, xmp]).toEqual([undefined, undefined]);
  });

  it('include screenshots as tall as a phone, without a camera', async () => {
    for (const { path } of filesOf('screenshot')) {
      const { width, height, exif } = await sharp(await bytesOf(path)).metadata();
      expect(height / width).toBeGreaterThan(2);
      expect(exif).toBeUndefined();
    }
  });

  it('include an animation of six frames', async () => {
    expect((await sharp(await bytesOf('Downloads/aurora.gif')).metadata()).pages).toBe(6);
  });
});

describe('moving pictures', () => {
  it.each(['2022/Königssee/IMG_0042.MOV', '2024-03 東京/IMG_2311.MOV', '2022/Königssee/20220709_224503.mp4'])(
    '%s has the size and length that the report says',
    async (path) => {
      const { width, height, seconds } = theFile(path);
      using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(join(folder, path)) });
      const track = await input.getPrimaryVideoTrack();
      expect([await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual([width, height]);
      expect(await input.computeDuration()).toBeCloseTo(seconds ?? 0, 2);
    },
  );

  it('a Live Photo shares its identifier between the maker note of the picture and the keys of the clip', async () => {
    using input = new Input({
      formats: ALL_FORMATS,
      source: new FilePathSource(join(folder, '2022/Königssee/IMG_0042.MOV')),
    });
    const identifier = String((await input.getMetadataTags()).raw?.['com.apple.quicktime.content.identifier']);
    expect(identifier).toMatch(/^[0-9A-F-]{36}$/);
    const { exif } = await sharp(await bytesOf('2022/Königssee/IMG_0042.JPG')).metadata();
    const note = exif?.subarray(exif.indexOf('Apple iOS')) ?? Buffer.alloc(0);
    expect((await tagsOf('2022/Königssee/IMG_0042.JPG')).exif?.MakerNote).toBeDefined();
    const entry = note.subarray(16, 28);
    const at = entry.readUInt32BE(8);
    expect(entry.readUInt16BE(0)).toBe(0x0011);
    expect(note.toString('latin1', at, at + entry.readUInt32BE(4))).toBe(`${identifier}\0`);
  });
});

describe('damaged files', () => {
  it('a broken JPEG begins like one, but does not decode', async () => {
    const [file] = filesOf('broken');
    const bytes = await bytesOf(file?.path ?? '');
    expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    await expect(sharp(bytes).raw().toBuffer()).rejects.toThrow();
  });

  it('an empty file has no bytes', async () => {
    expect(await bytesOf(filesOf('empty')[0]?.path ?? '')).toHaveLength(0);
  });
});

describe('making the library again', () => {
  it('gives the same bytes, and keeps what is there', { timeout: MAKING_TAKES }, async () => {
    const other = await mkdtemp(join(tmpdir(), 'samples-again-'));
    for (const round of ['made', 'kept']) {
      const stop = new AbortController();
      const some = writeSamplePhotos(other, { signal: stop.signal, onProgress: (done) => done === 6 && stop.abort() });
      await expect(some, round).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    }
    const again = report.files.filter(({ path }) => existsSync(join(other, path)));
    expect(again.length).toBeGreaterThanOrEqual(6);
    for (const { path } of again) {
      expect(checksum(await readFile(join(other, path))), path).toBe(checksum(await bytesOf(path)));
    }
    await rm(other, { recursive: true, force: true });
  });

  it.each(['.png', '.webp', '.avif', '.tif'])('gives the same bytes as %s', async (extension) => {
    const shot = [...TOKYO, ...AT_HOME, ...COLLECTED].find(({ path }) => path.endsWith(extension));
    expect(shot).toBeDefined();
    if (shot !== undefined) {
      expect(checksum(await developShot(shot))).toBe(checksum(await bytesOf(shot.path)));
    }
  });

  it('never replaces a file of the same name, and stops there', { timeout: MAKING_TAKES }, async () => {
    const other = await mkdtemp(join(tmpdir(), 'samples-taken-'));
    const path = join(other, report.files[0]?.path ?? '');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'mine');
    await expect(writeSamplePhotos(other)).rejects.toThrow(/not replaced/);
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect((await readdir(other, { recursive: true })).length).toBeLessThan(report.files.length / 2);
    await rm(other, { recursive: true, force: true });
  });

  it('stops when asked to', async () => {
    const other = await mkdtemp(join(tmpdir(), 'samples-stopped-'));
    const stop = new AbortController();
    const made = writeSamplePhotos(other, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(made).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect((await readdir(other, { recursive: true })).length).toBeLessThan(20);
    await rm(other, { recursive: true, force: true });
  });
});

function checksum(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex');
}
