/** The main job, step by step: connect, count, search, look, organise, clean up, and take it all back. */
import * as z from 'zod';
import { heading, say, showCall } from './narrator.ts';
import type { Reply, SeenPicture, TourSession } from './session.ts';
import { type Ask, cleanUpCopies, countAll, type Expect, takeBack } from './take-back.ts';

const assetList = z.array(z.looseObject({ id: z.string(), file: z.string() }));
const searchAnswer = z.looseObject({ assets: z.looseObject({ items: assetList }) });
const exploreAnswer = z.looseObject({
  fields: z.array(z.looseObject({ fieldName: z.string(), items: z.array(z.looseObject({ value: z.string() })) })),
});
const statistics = z.looseObject({ total: z.number() });
const created = z.looseObject({ id: z.string() });

type Asset = z.infer<typeof assetList>[number];

/** What the tour did, for its closing words. */
export interface TourFindings {
  /** Everything that the model looked at. */
  readonly pictures: readonly SeenPicture[];
  /** Steps that did not go as they must, in words; empty when all is well. */
  readonly failures: readonly string[];
}

const pictureCount = 12;

/** Runs every step against a connected server and reports what went wrong, if anything. */
export async function walkThrough(session: TourSession): Promise<TourFindings> {
  const failures: string[] = [];
  const expect: Expect = (holds, promise) => {
    if (!holds) failures.push(promise);
  };
  const ask = async (tool: string, args: Record<string, unknown> = {}) => {
    const reply = await session.call(tool, args);
    showCall(tool, args, reply);
    return reply;
  };

  heading('2. Connect');
  say(`${session.serverName} offers ${session.tools.length} tools, ${readingTools(session)} of which only read.`);
  await ask('immich_ping');

  heading('3. How many photos are there?');
  const before = statistics.safeParse((await ask('immich_assets_statistics')).data);
  expect(before.success && before.data.total > 0, 'the library holds photos');

  heading('4. Search');
  const place = await findPlace(ask);
  const found = await search(ask, place);
  expect(found.length > 0, 'the search finds photos');

  heading('5. Look');
  const pictures = await look(session, found.slice(0, pictureCount));
  expect(pictures.length > 0, 'the model sees pictures');

  heading('6. Organise');
  const untouched = await countAll(session.call);
  await organise(ask, expect, place ?? 'The tour', found);

  await cleanUpCopies(ask, expect);

  heading('8. Preview a deletion');
  const unchanged = statistics.safeParse((await ask('immich_assets_statistics')).data);
  say('Deleting only previews unless dry_run is false, and then goes to the trash.');
  const doomed = found.slice(0, 3).map((asset) => asset.id);
  const preview = await ask('immich_assets_delete', { asset_ids: doomed });
  expect(preview.data.dry_run === true, 'a deletion previews by default');
  const after = statistics.safeParse((await ask('immich_assets_statistics')).data);
  expect(after.success && unchanged.data?.total === after.data.total, 'a preview deletes nothing');

  heading('9. A mistake');
  const mistake = await ask('immich_assets_delete', { asset_ids: doomed, dryRun: true });
  expect(mistake.isError, 'an unknown argument is an error');

  await takeBack(ask, session.call, expect, untouched);
  return { pictures, failures };
}

function readingTools(session: TourSession): number {
  return session.tools.filter((tool) => tool.annotations?.readOnlyHint === true).length;
}

/** The first city that the library itself offers to explore; undefined without any place. */
async function findPlace(ask: Ask): Promise<string | undefined> {
  const reply = await ask('immich_search_explore');
  const explored = exploreAnswer.safeParse(reply.data);
  if (!explored.success) return undefined;
  return explored.data.fields.find((field) => field.fieldName.endsWith('city'))?.items[0]?.value;
}

async function search(ask: Ask, place: string | undefined): Promise<readonly Asset[]> {
  if (place === undefined) return items(await ask('immich_search_metadata', { page_size: pictureCount }));
  await ask('immich_search_smart', { query: `${place} photos`, page_size: 3 });
  return items(await ask('immich_search_metadata', { city: place, page_size: pictureCount }));
}

function items(reply: Reply): readonly Asset[] {
  const answer = searchAnswer.safeParse(reply.data);
  return answer.success ? answer.data.assets.items : [];
}

async function look(session: TourSession, assets: readonly Asset[]): Promise<SeenPicture[]> {
  const pictures: SeenPicture[] = [];
  for (const [index, asset] of assets.entries()) {
    const args = { asset_id: asset.id };
    const reply = await session.call('immich_assets_view', args);
    if (index === 0) showCall('immich_assets_view', args, reply);
    pictures.push(...reply.pictures.map((picture) => ({ caption: asset.file, data: picture.data })));
  }
  say(`It looked at ${pictures.length} pictures like this one.`);
  return pictures;
}

async function organise(ask: Ask, expect: Expect, name: string, assets: readonly Asset[]): Promise<void> {
  const first = assets[0];
  if (first === undefined) return;
  await ask('immich_assets_update', { asset_id: first.id, is_favorite: true });
  const album = await ask('immich_albums_create', { album_name: name, asset_ids: assets.map((asset) => asset.id) });
  const id = created.safeParse(album.data);
  expect(id.success, 'an album is made');
  if (!id.success) return;
  const read = await ask('immich_albums_get', { album_id: id.data.id, page_size: 3 });
  expect(read.data.assetCount === assets.length, 'the album holds the photos that were found');
}
