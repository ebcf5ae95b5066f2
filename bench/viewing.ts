/** How soon the pictures of an album are there: side by side, against one after the other. */
import { join } from 'node:path';
import { getAlbumInfo, searchAssets, viewAsset } from '@immich/sdk';
import { bindTools } from '../src/catalog/binding.ts';
import { callTool } from '../src/catalog/call.ts';
import { localCaller } from '../src/catalog/caller.ts';
import { connectImmich } from '../src/immich/connection.ts';
import { immichTools } from '../src/immich/tools/all.ts';
import { pictureFiles } from '../src/viewing/picture-files.ts';
import { album, startPhotosImmich } from '../test/fixtures/photos-immich.ts';
import { temporaryFolder } from './connection.ts';
import { type BenchTable, milliseconds, quantile, timeSideBySide } from './measure.ts';

const desk = { audit: () => {}, reportDefect: () => {}, clean: (text: string) => text, deadlineSeconds: 120 };
/** The way to the server and back, in milliseconds. */
const delay = 40;
const apiKey = 'bench';

/** Twelve thumbnails of an album, and sixty; over real HTTP to a server that waits before every answer. */
export async function benchViewing(): Promise<BenchTable> {
  const folder = await temporaryFolder();
  const twelve = await startPhotosImmich({ assets: Array.from({ length: 12 }, () => ({})), delay });
  const sixty = await startPhotosImmich({ assets: Array.from({ length: 60 }, () => ({})), delay });
  const limits = { apiKey, timeoutSeconds: 30, maxRetries: 0 };
  const plain = connectImmich({ ...limits, baseUrl: twelve.url });
  const many = connectImmich({ ...limits, baseUrl: sixty.url });
  const pictureCache = pictureFiles(join(folder.path, 'pictures'), 256_000_000);
  const kept = connectImmich({ ...limits, baseUrl: twelve.url, pictureCache });
  const ids = twelve.assets.map(({ id }) => id);

  const call = async (library: typeof plain, name: string, args: object) => {
    const tool = bindTools(immichTools, library).find((one) => one.name === name);
    if (tool === undefined) throw new Error(`there is no ${name}`);
    const request = { args, caller: localCaller, signal: new AbortController().signal, progress: () => {} };
    const { isError, content } = await callTool(tool, request, desk);
    if (isError) throw new Error(JSON.stringify(content));
  };

  const samples = await timeSideBySide(20, {
    'the list, then 12 thumbnails one after the other': () => oneByOne(twelve.url),
    '`immich_assets_view`, 12 calls one after the other': async () => {
      for (const asset_id of ids) await call(plain, 'immich_assets_view', { asset_id });
    },
    '`view_assets`, 12 ids': () => call(plain, 'view_assets', { asset_ids: ids }),
    '`contact_sheet`, an album of 12': () => call(plain, 'contact_sheet', { album_id: album.id }),
    '`contact_sheet`, the same from kept pictures': () => call(kept, 'contact_sheet', { album_id: album.id }),
    '`contact_sheet`, an album of 60': () => call(many, 'contact_sheet', { album_id: album.id }),
  });
  await Promise.all([plain.close(), many.close(), kept.close(), twelve.close(), sixty.close(), folder.remove()]);
  return {
    title: 'Looking at an album',
    how: `An Immich that waits ${delay} ms before every answer, over HTTP; 20 rounds, turn by turn. A round trip is ${delay} ms; decoding and drawing are in it.`,
    columns: ['what', 'median', 'slowest', 'round trips'],
    rows: [...samples].map(([name, times]) => [
      name,
      milliseconds(quantile(times, 0.5)),
      milliseconds(quantile(times, 1)),
      (quantile(times, 0.5) / delay).toFixed(1),
    ]),
  };
}

/** What a client does that fetches each picture when the one before is there. */
async function oneByOne(url: string): Promise<void> {
  const sdk = { baseUrl: `${url}/api`, headers: { 'x-api-key': apiKey } };
  await getAlbumInfo({ id: album.id }, sdk);
  const found = await searchAssets({ metadataSearchDto: { albumIds: [album.id], size: 12 } }, sdk);
  for (const { id } of found.assets.items) await viewAsset({ id }, sdk);
}
