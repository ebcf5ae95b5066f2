/** What Albumen adds to a call: the same search, through the tool and straight at the library, side by side. */
import { searchAssets } from '@immich/sdk';
import { bindTools } from '../src/catalog/binding.ts';
import { callTool } from '../src/catalog/call.ts';
import { localCaller } from '../src/catalog/caller.ts';
import { connectImmich } from '../src/immich/connection.ts';
import { immichTools } from '../src/immich/tools/all.ts';
import { openLibrary } from '../src/library/library.ts';
import { fillLibrary } from '../test/fixtures/library-rows.ts';
import { connectOverStdio, temporaryFolder } from './connection.ts';
import { type BenchTable, milliseconds, quantile, timeSideBySide } from './measure.ts';

const desk = { audit: () => {}, reportDefect: () => {}, clean: (text: string) => text, deadlineSeconds: 120 };

/** One asset read by id, because that tool makes a single request of its own: what is left is what Albumen adds. */
export async function benchCallOverhead(): Promise<BenchTable> {
  const folder = await temporaryFolder();
  const library = await openLibrary({ dataDir: folder.path });
  await fillLibrary(library.store, { assets: 1000, seed: 1 });
  const baseUrl = 'http://library.invalid';
  const fetchInProcess: typeof fetch = (input, init) => library.fetch(new Request(input, init));
  const options = { baseUrl: `${baseUrl}/api`, headers: { 'x-api-key': library.ownerKey }, fetch: fetchInProcess };
  const first = await searchAssets({ metadataSearchDto: { size: 1 } }, options);
  const id = first.assets.items[0]?.id ?? '';

  const immich = connectImmich({
    baseUrl,
    apiKey: library.ownerKey,
    timeoutSeconds: 30,
    maxRetries: 0,
    fetch: fetchInProcess,
  });
  const tool = bindTools(immichTools, immich).find(({ name }) => name === 'immich_assets_get');
  if (tool === undefined) throw new Error('immich_assets_get is not in the catalog');
  const stdio = await connectOverStdio([], folder.path);
  const request = {
    args: { asset_id: id },
    caller: localCaller,
    signal: new AbortController().signal,
    progress: () => {},
  };
  const bare = () =>
    fetchInProcess(`${baseUrl}/api/assets/${id}`, { headers: options.headers }).then((got) => got.json());
  const samples = await timeSideBySide(300, {
    'the library alone (GET /api/assets/{id})': bare,
    'immich_assets_get, in process': () => callTool(tool, request, desk),
    'immich_assets_get, real client over stdio': () =>
      stdio.client.callTool({ name: 'immich_assets_get', arguments: { asset_id: id } }),
  });
  await stdio.close();
  await library.close();
  await folder.remove();
  return {
    title: 'What a call costs',
    how: 'One asset read from a local library of 1,000; 300 rounds, turn by turn.',
    columns: ['what', 'median', '95 %'],
    rows: [...samples].map(([name, times]) => [
      name,
      milliseconds(quantile(times, 0.5)),
      milliseconds(quantile(times, 0.95)),
    ]),
  };
}
