/** The tools that make PhotoPrism import and index files. */
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import { counted } from '../../catalog/counted.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CallContext, ChangeOutcome } from '../../catalog/tool.ts';
import { listedIds, someOf } from '../../changing/tell.ts';
import { membersAmong } from '../changes/album-members.ts';
import { requireAlbum, requireFilled } from '../changes/album-states.ts';
import { runWork, type Work, workSeconds } from '../changes/long-work.ts';
import { madePhoto } from '../changes/made-photo.ts';
import { type Newcomers, readMoment, readNewcomers } from '../changes/newcomers.ts';
import { readSourceFolder } from '../changes/source-folder.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { albumId, textUpTo } from './arguments.ts';
import { defineChange } from './define.ts';

/** Seconds for finding out what came in, however the call itself ended. */
const lookSeconds = 60;

/** A folder below another: nothing that leads out of it. */
const folder = textUpTo(1000)
  .trim()
  .overwrite((text) => text.replace(/^\/+|\/+$/g, ''))
  .refine((text) => text.split('/').every((part) => part !== '.' && part !== '..'), 'must not lead out of its folder')
  .refine((text) => text === '' || !text.split('/').includes(''), 'must not have empty parts')
  .default('');

export const filesImport = defineChange({
  name: 'photoprism_files_import',
  title: 'Import files into PhotoPrism',
  description:
    "Takes files from PhotoPrism's import folder into the library and waits until it is done. Previews by default.",
  toolset: 'photoprism_files',
  effect: 'add',
  bulk: true,
  permission: 'upload',
  scopes: ['files', 'folders', 'config', 'photos'],
  deadlineSeconds: workSeconds,
  input: z.strictObject({
    path: folder.describe('Folder in it; omit for all'),
    move: z.boolean().default(false).describe('Empties the import folder'),
    album_id: albumId.optional().describe('To put them into'),
  }),
  output: z.looseObject({ files_added: z.int().optional() }),
  async plan({ path, move, album_id }, library, call) {
    const config = await library.config(call);
    if (config.ok && (config.value.readOnly || config.value.features.import === false)) {
      return failed(
        'denied',
        'Importing is off in this PhotoPrism.',
        'PhotoPrism > Settings > Library, or it is read-only.',
      );
    }
    const album = album_id === undefined ? success(undefined) : await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const fillable = album.value === undefined ? success(undefined) : requireFilled(album.value);
    if (!fillable.ok) return fillable;
    const waiting = await readSourceFolder('import', path, library, call);
    if (!waiting.ok) return waiting;
    const { folders, files } = waiting.value;
    return success({
      preview: {
        path: path === '' ? 'the whole import folder' : path,
        album: album.value === undefined ? undefined : shortText(album.value.Title, 100),
        files_seen: files,
        ...tellFolders(folders),
        move,
        note: `PhotoPrism does not say how many files wait. ${move ? 'The files leave the import folder.' : 'The files stay in the import folder as well.'} Taking it back means archiving the photos.`,
      },
      items: [],
      ...(move ? { caution: 'the files leave the import folder' } : {}),
      work: {
        body: { path, move, albums: album_id === undefined ? [] : [album_id] },
        expected: files === 0 ? undefined : files,
      },
    });
  },
  apply: ({ body, expected }, library, call) =>
    runAndTell({ name: 'import', body, expected }, body.albums, library, call),
});

export const filesIndex = defineChange({
  name: 'photoprism_files_index',
  title: 'Index PhotoPrism originals',
  description: 'Looks for new and changed files among the originals and waits until it is done. Previews by default.',
  toolset: 'photoprism_files',
  effect: 'add',
  bulk: true,
  idempotent: true,
  permission: 'manage',
  scopes: ['files', 'folders', 'config', 'photos'],
  deadlineSeconds: workSeconds,
  input: z.strictObject({
    path: folder.describe('Folder in it; omit for all'),
    rescan: z.boolean().default(false).describe('Also files that did not change'),
    cleanup: z.boolean().default(false).describe('Also forgets what is left of missing files'),
  }),
  output: z.looseObject({ files_added: z.int().optional() }),
  async plan({ path, rescan, cleanup }, library, call) {
    const originals = await readSourceFolder('originals', path, library, call);
    if (!originals.ok) return originals;
    return success({
      preview: {
        path: path === '' ? 'all originals' : path,
        ...tellFolders(originals.value.folders),
        rescan,
        cleanup,
        note: `No file is changed. Taking it back means archiving the photos.${cleanup ? ' What PhotoPrism keeps of files that are gone is deleted for good.' : ''}`,
      },
      items: [],
      ...(cleanup ? { caution: 'what PhotoPrism keeps of missing files is deleted for good' } : {}),
      work: { path, rescan, cleanup },
    });
  },
  apply: (body, library, call) => runAndTell({ name: 'index', body }, [], library, call),
});

function tellFolders(folders: readonly string[]): JsonObject {
  if (folders.length === 0) return {};
  return { folder_count: folders.length, folders: folders.slice(0, 20).map((path) => shortText(path, 40)) };
}

/** Works, and finds what came of it: PhotoPrism answers the same where something else ran already and nothing was done. */
async function runAndTell(
  work: Work,
  albums: readonly string[],
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<ChangeOutcome>> {
  const moment = await readMoment(library, call);
  const report = await runWork(work, library, call);
  if (!report.ok) return report;
  const looking = { signal: AbortSignal.timeout(lookSeconds * 1000) };
  const came = moment.ok ? await readNewcomers(moment.value, library, looking) : moment;
  const uids = came.ok ? came.value.uids : [];
  const [album] = albums;
  const inside = album === undefined ? success(new Set<string>()) : await membersAmong(album, uids, library, looking);
  const { added, photos } = report.value;
  return success({
    items: uids.map((id): ItemOutcome => madePhoto(id, inside.ok && inside.value.has(id) ? albums : [])),
    data: {
      done: true,
      files_added: added,
      photos_added: photos,
      photo_ids: uids.length === 0 ? undefined : uids.slice(0, listedIds),
      more_photos: someOf(uids.length - Math.min(uids.length, listedIds)),
      note: noteOf(added, photos, came),
    },
  });
}

function noteOf(added: number | undefined, photos: number | undefined, came: Result<Newcomers>): string | undefined {
  if (!came.ok) return 'Which photos are new cannot be seen: history_undo does not take them back.';
  if (!came.value.complete || (photos ?? 0) > came.value.uids.length) {
    return `Only ${counted(came.value.uids.length, 'of the new photos is', 'of the new photos are')} written down: history_undo takes back no more.`;
  }
  if (added === 0) return 'Nothing new was found, or PhotoPrism was busy with other work and did nothing.';
  return added === undefined ? 'The token may not count what was added.' : undefined;
}
