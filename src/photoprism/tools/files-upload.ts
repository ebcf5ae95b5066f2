/** The tool that adds a photo or video to the library. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext, ChangeOutcome } from '../../catalog/tool.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { requireUploadable, sendUpload } from '../../upload/send-upload.ts';
import type { StagedFile } from '../../upload/staged-file.ts';
import type { UploadSettings } from '../../upload/uploads.ts';
import { membersAmong } from '../changes/album-members.ts';
import { requireAlbum, requireFilled } from '../changes/album-states.ts';
import { madePhoto } from '../changes/made-photo.ts';
import { requireUser } from '../changes/whose-token.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotos } from '../paging.ts';
import type { PhotoRow } from '../photo-row.ts';
import { isArchived } from '../present/photo.ts';
import { albumId, textUpTo } from './arguments.ts';
import { defineChange } from './define.ts';

/** Seconds for sending one file, and again for PhotoPrism's taking it in. */
const sendSeconds = 600;

interface UploadWork {
  readonly source: string;
  readonly uploads: UploadSettings;
  readonly user: string;
  readonly album: string | undefined;
}

export const filesUpload = defineChange({
  name: 'photoprism_files_upload',
  title: 'Upload to PhotoPrism',
  description:
    'Adds a photo or video of up to 500 MB from an allowed folder (ALBUMEN_UPLOAD_DIRS) or a public http(s) URL. status duplicate: PhotoPrism has this file already.',
  toolset: 'photoprism_files',
  effect: 'add',
  permission: 'upload',
  scopes: ['files', 'photos', 'albums', 'config'],
  addresses: ['source'],
  openWorld: true,
  deadlineSeconds: 1500,
  input: z.strictObject({
    source: textUpTo(4096).trim().describe('File path or URL'),
    album_id: albumId.optional().describe('To put it into'),
  }),
  output: z.looseObject({ id: z.string(), status: z.string() }),
  async plan({ source, album_id }, library, call) {
    const { uploads } = library;
    if (uploads === undefined) return failed('refused', 'Uploads are not set up here.');
    const uploadable = await requireUploadable(source);
    if (!uploadable.ok) return uploadable;
    const owned = await requireUser('upload', library, call);
    if (!owned.ok) return owned;
    const [user, config] = [await library.userUid(call), await library.config(call)];
    if (!user.ok) return user;
    if (user.value === undefined) return failed('denied', 'PhotoPrism takes uploads only from users.');
    if (config.ok && (config.value.readOnly || config.value.features.upload === false)) {
      return failed('denied', 'Uploading is off in this PhotoPrism.', 'PhotoPrism > Settings, or it is read-only.');
    }
    const album = album_id === undefined ? success(undefined) : await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const fillable = album.value === undefined ? success(undefined) : requireFilled(album.value);
    if (!fillable.ok) return fillable;
    const work: UploadWork = { source, uploads, user: user.value, album: album_id };
    return success({ preview: { source, album_id }, items: [], work });
  },
  apply: (work: UploadWork, library, call) =>
    sendUpload(work, call.signal, (staged) => sendFile(staged, work, library, call)),
});

async function sendFile(
  staged: StagedFile,
  work: UploadWork,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<ChangeOutcome>> {
  const twin = await photoWith(staged.sha1, library, call);
  if (!twin.ok) return twin;
  if (twin.value !== undefined) return duplicate(twin.value, staged, work, library);
  // The two requests of one upload belong together by a token that the sender makes.
  const path = ['users', work.user, 'upload', randomBytes(8).toString('hex')];
  const body = new FormData();
  body.append('files', staged.file, staged.file.name);
  const limits = { signal: call.signal, timeoutSeconds: sendSeconds };
  const sent = await library.request({ method: 'POST', path, body, answer: z.unknown() }, limits);
  if (!sent.ok) return notAdded(sent, 'The file was not added to the library.');
  const albums = work.album === undefined ? [] : [work.album];
  const taken = await library.request({ method: 'PUT', path, body: { albums }, answer: z.unknown() }, limits);
  const now = await photoWith(staged.sha1, library, lookAgain());
  if (now.ok && now.value !== undefined) return added(now.value, staged, work, library);
  const state = now.ok ? 'No photo shows the file.' : 'Whether the file was added is unclear.';
  if (!taken.ok) return notAdded(taken, state);
  return failed(
    'conflict',
    `${library.name} took the file. ${state}`,
    'Look with photoprism_errors_list for the reason.',
  );
}

function notAdded({ failure }: Result<unknown> & { ok: false }, state: string): Result<never> {
  const hint = 'Uploading it again is safe: a file that is there already is not added twice.';
  return failed(failure.code, `${failure.message} ${state}`, hint);
}

/** The photo that has a file with exactly this content, in the archive too. */
async function photoWith(
  hash: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<PhotoRow | undefined>> {
  for (const archived of [undefined, true]) {
    const query = { hash, order: 'oldest', archived };
    const found = await readPhotos(library, { query, most: 10 }, call);
    if (!found.ok) return found;
    const photo = found.value.photos.find(({ Files }) => Files.some(({ Hash }) => Hash === hash));
    if (photo !== undefined) return success(photo);
  }
  return success(undefined);
}

async function added(
  { UID: id }: PhotoRow,
  staged: StagedFile,
  { album }: UploadWork,
  library: PhotoPrismLibrary,
): Promise<Result<ChangeOutcome>> {
  const inside = album === undefined ? undefined : await membersAmong(album, [id], library, lookAgain());
  const isInside = inside?.ok === true && inside.value.has(id);
  const albums = album !== undefined && isInside ? [album] : [];
  return success({
    items: [madePhoto(id, albums)],
    data: {
      id,
      status: 'created',
      file: staged.file.name,
      album_id: isInside ? album : undefined,
      note: album === undefined || isInside ? undefined : 'It was not put into the album: look, and add it there.',
      web_url: library.links.photo(id),
    },
  });
}

function duplicate(
  photo: PhotoRow,
  staged: StagedFile,
  { album }: UploadWork,
  library: PhotoPrismLibrary,
): Result<ChangeOutcome> {
  const place = isArchived(photo) ? ' It is in the archive: restore it with photoprism_photos_restore.' : '';
  const left = album === undefined ? '' : ' It was not put into the album.';
  return success({
    items: [],
    data: {
      id: photo.UID,
      status: 'duplicate',
      file: staged.file.name,
      note: `PhotoPrism has exactly this file already; nothing was added.${place}${left}`,
      web_url: library.links.photo(photo.UID),
    },
  });
}
