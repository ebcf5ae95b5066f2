/** The conversations of docs/examples.md. The words are ours; every call is made, and every answer is what came. */
import * as z from 'zod';
import type { Stage } from './stage.ts';
import { type Ask, type Line, Talk } from './talk.ts';

export interface Conversation {
  readonly title: string;
  /** What is to be known before it is read. */
  readonly about: string;
  readonly lines: readonly Line[];
}

const assets = z.looseObject({ id: z.string(), file: z.string() });
const found = z.looseObject({ assets: z.looseObject({ total: z.number(), items: z.array(assets) }) });
const sheet = z.looseObject({
  total: z.number(),
  assets: z.array(z.looseObject({ number: z.number(), file: z.string() })),
});
const planned = z.looseObject({ plan_id: z.string() });
const counted = z.looseObject({ total: z.number(), images: z.number(), videos: z.number() });
const changed = z.looseObject({ change_id: z.string() });

const bridge = 'Pont à l’heure bleue.jpg';

function missing(file: string): never {
  throw new Error(`the answer lacks ${file}`);
}

/** Holds all of them, one after the other, on one library that is as it was in the end. */
export async function holdConversations(stage: Stage): Promise<Conversation[]> {
  const ask = await stage.atHome();
  return [
    await paris(ask),
    await duplicates(ask),
    await album(ask),
    await video(ask),
    await household(await stage.overHttp('tablet', 'client')),
  ];
}

async function paris(ask: Ask): Promise<Conversation> {
  const talk = new Talk(ask);
  talk.person('What did I photograph in Paris?');
  const { total, assets } = sheet.parse((await talk.call('contact_sheet', { search: 'paris' })).data);
  const n = (...files: string[]) =>
    files.map((file) => assets.find((asset) => asset.file === file)?.number ?? missing(file)).join(', ');
  talk.model(
    `${total} photos, from 15 to 18 June 2023: the Eiffel Tower by day (${n('IMG_1201.JPG', 'IMG_1204.JPG')}), at sunset (${n('IMG_1223.JPG')}) and lit ` +
      `at night (${n('IMG_1231.JPG')}), a bridge at dusk (${n(bridge)}), flowers in a park (${n('IMG_1250.JPG')}), a market (${n('IMG_1240.JPG')}), and coffee ` +
      `with a croissant (${n('IMG_1212.JPG')}), with the bill (${n('IMG_1258.JPG')}). Two look like copies: ${n('IMG_1223-1024.jpg', 'Coffee in Paris.jpg')}.`,
  );
  talk.person('Show me the bridge, larger.');
  await talk.call('view_assets', { asset_ids: [bridge], size: 'preview' });
  talk.model(
    'A bridge with three arches in the last light, houses with lit windows behind it; its lamps are mirrored in the river. You took it on 17 June 2023 at 22:24.',
  );
  return {
    title: 'What did I photograph in Paris?',
    about: 'The model finds photos by words, and looks at all of them in one picture.',
    lines: talk.lines,
  };
}

async function duplicates(ask: Ask): Promise<Conversation> {
  const talk = new Talk(ask);
  talk.person('Clean up my duplicates. Show me first what would go.');
  await talk.call('review_duplicates');
  const preview = planned.parse((await talk.call('immich_duplicates_resolve', { keep: 'best' })).data);
  talk.model(
    'There are two groups. Of the tower at sunset I would keep IMG_1223.JPG (4000 x 3000); the two copies are smaller, one has a name as WhatsApp gives. ' +
      'Of the coffee there are two equal files, and "Coffee in Paris.jpg" would go. That is 3 files, 336 kB, and they go to the trash. Shall I?',
  );
  talk.person('Yes.');
  const agreed = { keep: 'best', dry_run: false, plan_id: preview.plan_id };
  const done = changed.parse((await talk.call('immich_duplicates_resolve', agreed)).data);
  talk.model('Done: two kept, three in the trash.');
  talk.person('Wait, IMG_1223-1024.jpg is for grandma, who still needs it. Undo it.');
  const undo = planned.parse((await talk.call('history_undo', { change_id: done.change_id })).data);
  await talk.call('history_undo', { change_id: done.change_id, dry_run: false, plan_id: undo.plan_id });
  talk.model('All three are back, and so are the two groups.');
  return {
    title: 'Clean up duplicates',
    about: 'A change that removes something is previewed, agreed to, made, and here taken back.',
    lines: talk.lines,
  };
}

async function album(ask: Ask): Promise<Conversation> {
  const talk = new Talk(ask);
  talk.person('Make an album of our trip to Iceland, but only one of the northern lights.');
  const search = found.parse((await talk.call('immich_search_metadata', { country: 'Iceland' })).data);
  await talk.call('contact_sheet', { asset_ids: search.assets.items.map(({ id }) => id) });
  talk.model(
    'Eight photos from February 2022. Five of them (1 to 5) are a series of the northern lights in one minute; number 3 has five stars, so I take that one.',
  );
  const chosen = search.assets.items.filter(({ file }) => !/DSC_410[1245]/.test(file)).map(({ id }) => id);
  const made = await talk.call('immich_albums_create', { album_name: 'Iceland 2022', asset_ids: chosen });
  await talk.call('immich_albums_get', { album_id: 'Iceland 2022' });
  talk.model('The album "Iceland 2022" has four photos.');
  const undo = { change_id: changed.parse(made.data).change_id, dry_run: false };
  await ask('history_undo', undo);
  return {
    title: 'Make an album of a trip',
    about: 'Names stand where tools want ids: `Iceland 2022` is looked up.',
    lines: talk.lines,
  };
}

async function video(ask: Ask): Promise<Conversation> {
  const talk = new Talk(ask);
  talk.person('What is in the video from Tokyo?');
  await talk.call('immich_search_metadata', { type: 'VIDEO', city: 'Tokyo' });
  // Without ffmpeg it says so, which is for the script to care about.
  await talk.call('view_video', { asset_id: 'IMG_2311.MOV', frames: 4 }, 'either');
  talk.model(
    'Four seconds in a street at night: people from behind, between walls full of neon signs, and the street mirrors their light. The camera moves on slowly.',
  );
  return {
    title: 'What is in this video?',
    about:
      'The model sees frames at even distances in time, as one picture. This needs `ffmpeg` ([viewing.md](viewing.md#videos)).',
    lines: talk.lines,
  };
}

async function household(tablet: Ask): Promise<Conversation> {
  const talk = new Talk(tablet);
  talk.person('How many photos do we have?');
  const { total, images, videos } = counted.parse((await talk.call('immich_assets_statistics')).data);
  talk.model(`${total}: ${images} pictures and ${videos} videos.`);
  talk.person('Delete all the screenshots!');
  await talk.call('immich_assets_delete', { asset_ids: ['Screenshot_20230619-204712.png'] }, 'refusal');
  talk.model('I cannot: here I may only look and search. Somebody whose client has the role admin can do that.');
  talk.person('Then tell me which there are.');
  await talk.call('immich_search_metadata', { query: 'Screenshot_', page_size: 10 });
  talk.model('Three, by their names: of 2020, 2023 and 2024.');
  return {
    title: 'Who may do what at home',
    about:
      'One server over HTTP for the family. The tablet was registered with `--role client`: it finds no tool that changes anything, and calling one is ' +
      'calling something unknown ([access.md](access.md#clients)).',
    lines: talk.lines,
  };
}
