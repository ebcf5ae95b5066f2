/** How fast a folder is indexed, and what a second pass over it costs. */
import { join } from 'node:path';
import { addAndIndex } from '../src/cli/add-folder.ts';
import { openLibrary } from '../src/library/library.ts';
import { temporaryFolder } from './connection.ts';
import type { BenchTable } from './measure.ts';
import { writeCameraPhotos } from './photos.ts';

/** Indexes 24-megapixel JPEGs and small ones, then both again unchanged. */
export async function benchImportRate(): Promise<BenchTable> {
  const rows: string[][] = [];
  for (const { name, count, width, height } of [
    { name: '24 megapixels (6000 x 4000)', count: 60, width: 6000, height: 4000 },
    { name: '2 megapixels (1600 x 1200)', count: 300, width: 1600, height: 1200 },
  ]) {
    const folder = await temporaryFolder();
    const photos = join(folder.path, 'photos');
    await writeCameraPhotos(photos, { count, width, height });
    const library = await openLibrary({ dataDir: join(folder.path, 'data') });
    const pass = async () => {
      const started = performance.now();
      await addAndIndex(library, photos, {});
      return (performance.now() - started) / 1000;
    };
    const first = await pass();
    const second = await pass();
    await library.close();
    await folder.remove();
    rows.push([name, String(count), (count / first).toFixed(1), (count / second).toFixed(0)]);
  }
  return {
    title: 'Indexing',
    how: 'Generated JPEGs with camera metadata: facts, place, hash, thumbnail and preview of each. One run; the first loads what it needs.',
    columns: ['photos', 'files', 'files a second, first pass', 'files a second, nothing changed'],
    rows,
  };
}
