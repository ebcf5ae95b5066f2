/** How long searches take in libraries of three sizes, through the library's real API in process. */
import { openLibrary } from '../src/library/library.ts';
import { type FilledLibrary, fillLibrary } from '../test/fixtures/library-rows.ts';
import { temporaryFolder } from './connection.ts';
import { type BenchTable, milliseconds, quantile, timeRounds } from './measure.ts';

const sizes = [1000, 10_000, 100_000];
const rounds = 40;

interface Asked {
  name: string;
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

function metadata(name: string, body: object): Asked {
  return { name, method: 'POST', path: '/search/metadata', body };
}

function questions(assets: number, { albumIds, personIds, tagIds }: FilledLibrary): Asked[] {
  const latePage = Math.floor((assets * 0.9) / 1000) || 1;
  return [
    metadata('50 newest in the timeline', { size: 50, visibility: 'timeline' }),
    metadata('1000 newest', { size: 1000 }),
    metadata('1000 newest with EXIF', { size: 1000, withExif: true }),
    metadata('1000 near the end', { size: 1000, page: latePage }),
    metadata('50 favourites', { size: 50, isFavorite: true }),
    metadata('50 of a city', { size: 50, city: 'Paris' }),
    metadata('50 by part of a file name', { size: 50, originalFileName: 'ete a la' }),
    metadata('a file name that is not there', { size: 50, originalFileName: 'nowhere' }),
    metadata('50 by part of a description', { size: 50, description: 'aurora' }),
    metadata('an album', { size: 1000, albumIds: albumIds.slice(1, 2) }),
    metadata('50 of a person', { size: 50, personIds: personIds.slice(0, 1) }),
    metadata('50 with a tag or one below it', { size: 50, tagIds: tagIds.slice(0, 1) }),
    metadata('50 in no album', { size: 50, isNotInAlbum: true }),
    metadata('50 without a tag', { size: 50, tagIds: null }),
    { name: 'smart: beach 2023', method: 'POST', path: '/search/smart', body: { query: 'beach 2023', size: 50 } },
    { name: 'smart: screenshots march', method: 'POST', path: '/search/smart', body: { query: 'screenshots march' } },
    { name: 'smart: paris summer', method: 'POST', path: '/search/smart', body: { query: 'paris summer', size: 50 } },
    { name: 'smart: img (half of all)', method: 'POST', path: '/search/smart', body: { query: 'img', size: 50 } },
    { name: 'count all', method: 'POST', path: '/search/statistics', body: {} },
    { name: 'count a country', method: 'POST', path: '/search/statistics', body: { country: 'France' } },
    { name: 'count what is in no album', method: 'POST', path: '/search/statistics', body: { isNotInAlbum: true } },
    { name: 'count with a tag', method: 'POST', path: '/search/statistics', body: { tagIds: tagIds.slice(0, 1) } },
    { name: '50 at random', method: 'POST', path: '/search/random', body: { size: 50 } },
    { name: '50 largest', method: 'POST', path: '/search/large-assets?size=50' },
    { name: 'suggest cities', method: 'GET', path: '/search/suggestions?type=city' },
    { name: 'explore', method: 'GET', path: '/search/explore' },
    { name: 'timeline buckets', method: 'GET', path: '/timeline/buckets' },
    { name: 'one bucket', method: 'GET', path: '/timeline/bucket?timeBucket=2015-07-01' },
    { name: 'all albums', method: 'GET', path: '/albums' },
  ];
}

/** Median and 95th percentile of each question, by name. */
async function measure(assets: number): Promise<Map<string, string>> {
  const folder = await temporaryFolder();
  const library = await openLibrary({ dataDir: folder.path });
  const filled = await fillLibrary(library.store, { assets, seed: 1 });
  const headers = { 'x-api-key': library.ownerKey, 'content-type': 'application/json' };
  const times = new Map<string, string>();
  for (const { name, method, path, body } of questions(assets, filled)) {
    const ask = async () => {
      const payload = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await library.fetch(
        new Request(`http://library.invalid/api${path}`, { method, headers, ...payload }),
      );
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${response.status} ${text}`);
    };
    const samples = await timeRounds(rounds, ask);
    times.set(name, `${milliseconds(quantile(samples, 0.5))} / ${milliseconds(quantile(samples, 0.95))}`);
  }
  await library.close();
  await folder.remove();
  return times;
}

/** Each kind of search in libraries of 1,000, 10,000 and 100,000 assets: median and 95th percentile. */
export async function benchSearchLatency(): Promise<BenchTable> {
  const bySize: Map<string, string>[] = [];
  for (const size of sizes) bySize.push(await measure(size));
  const names = [...(bySize[0]?.keys() ?? [])];
  return {
    title: 'Searching',
    how: `Median / 95 % of ${rounds} requests to the local library's API in process after one that is not counted, the answer read in full, by size of the library.`,
    columns: ['request', ...sizes.map((size) => `${size.toLocaleString('en')} assets`)],
    rows: names.map((name) => [name, ...bySize.map((times) => times.get(name) ?? '')]),
  };
}
