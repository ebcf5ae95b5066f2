/** The tool that adds a photo or video to the library. */
import { AssetMediaStatus, AssetUploadAction, checkBulkUpload, uploadAsset } from '@immich/sdk';
import * as z from 'zod';
import { readInstant } from '../../catalog/instant.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ChangeOutcome } from '../../catalog/tool.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { requireUploadable, sendUpload } from '../../upload/send-upload.ts';
import type { StagedFile } from '../../upload/staged-file.ts';
import type { UploadSettings } from '../../upload/uploads.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { defineChange } from './define.ts';

/** Seconds for sending one file: 500 MB over a home line take minutes. */
const sendSeconds = 600;

function shortText(longest: number) {
  return z
    .string()
    .trim()
    .refine((text) => text.length <= longest, `must have at most ${longest} characters`);
}

interface UploadWork {
  readonly source: string;
  readonly uploads: UploadSettings;
  readonly createdAt: string | undefined;
  readonly modifiedAt: string | undefined;
  readonly deviceAssetId: string;
  readonly isFavorite: boolean;
}

export const assetsUpload = defineChange({
  name: 'immich_assets_upload',
  title: 'Upload asset',
  description:
    'Adds a photo or video of up to 500 MB from an allowed folder (ALBUMEN_UPLOAD_DIRS) or a public URL. status duplicate: it was there already.',
  toolset: 'assets',
  effect: 'add',
  permission: 'upload',
  scopes: ['asset.upload'],
  addresses: ['source'],
  openWorld: true,
  deadlineSeconds: 900,
  input: z.strictObject({
    source: shortText(4096).min(1).describe('File path or URL'),
    device_asset_id: shortText(200).default('').describe('Rarely needed'),
    file_created_at: shortText(40).default('').describe('For files that hold no date'),
    file_modified_at: shortText(40).default('').describe('Default: that of the file'),
    is_favorite: z.boolean().default(false).describe('Mark as favourite'),
  }),
  output: z.looseObject({ id: z.string(), status: z.string(), web_url: z.string().optional() }),
  async plan(input, library) {
    const { uploads } = library;
    if (uploads === undefined) return failed('refused', 'Uploads are not set up here.');
    const uploadable = await requireUploadable(input.source);
    if (!uploadable.ok) return uploadable;
    const createdAt = readOptionalInstant('file_created_at', input.file_created_at);
    if (!createdAt.ok) return createdAt;
    const modifiedAt = readOptionalInstant('file_modified_at', input.file_modified_at);
    if (!modifiedAt.ok) return modifiedAt;
    const work: UploadWork = {
      source: input.source,
      uploads,
      createdAt: createdAt.value,
      modifiedAt: modifiedAt.value,
      deviceAssetId: input.device_asset_id,
      isFavorite: input.is_favorite,
    };
    return success({ preview: { source: input.source }, items: [], work });
  },
  apply: (work: UploadWork, library, call) =>
    sendUpload(work, call.signal, (staged) => sendFile(staged, work, library, call)),
});

function readOptionalInstant(name: string, text: string): Result<string | undefined> {
  return text.trim() === '' ? success(undefined) : readInstant(name, text, false);
}

/** Sends the file unless the library has it: asking first spares the line and tells whether it is in the trash. */
async function sendFile(
  staged: StagedFile,
  work: UploadWork,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<ChangeOutcome>> {
  const twin = await findTwin(staged, library, call);
  if (!twin.ok && twin.failure.code !== 'unsupported') return twin;
  if (twin.ok && twin.value !== undefined) return duplicate(twin.value, staged, work, library);
  const sent = await library.request((sdk) => uploadAsset(formOf(staged, work), sdk), {
    signal: call.signal,
    timeoutSeconds: sendSeconds,
  });
  if (sent.ok) {
    return sent.value.status === AssetMediaStatus.Duplicate
      ? duplicate({ id: sent.value.id, trashed: false }, staged, work, library)
      : created(sent.value.id, staged, library);
  }
  if (!isUnclear(sent.failure)) return sent;
  const arrived = await findTwin(staged, library, lookAgain());
  if (arrived.ok && arrived.value !== undefined) return created(arrived.value.id, staged, library);
  const state = arrived.ok ? 'The file has not arrived.' : 'Whether the file arrived is unclear.';
  return failed(
    sent.failure.code,
    `${sent.failure.message} ${state}`,
    'Uploading it again is safe: a file that is there already is not added twice.',
  );
}

interface Twin {
  readonly id: string;
  readonly trashed: boolean;
}

/** The asset with exactly this content, if the library has one. */
async function findTwin(
  { sha1 }: StagedFile,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<Twin | undefined>> {
  const assetBulkUploadCheckDto = { assets: [{ id: 'file', checksum: sha1 }] };
  const answer = await library.request((sdk) => checkBulkUpload({ assetBulkUploadCheckDto }, sdk), call);
  if (!answer.ok) return answer;
  const found = answer.value.results.find(({ action }) => action === AssetUploadAction.Reject);
  const known = found?.assetId === undefined ? undefined : { id: found.assetId, trashed: found.isTrashed === true };
  return success(known);
}

function formOf({ file, sha1, modifiedAt }: StagedFile, work: UploadWork) {
  const written = (modifiedAt ?? new Date()).toISOString();
  return {
    xImmichChecksum: sha1,
    assetMediaCreateDto: {
      assetData: file,
      fileCreatedAt: work.createdAt ?? written,
      fileModifiedAt: work.modifiedAt ?? written,
      isFavorite: work.isFavorite,
      // Immich 2.x requires both; 3.x ignores them.
      deviceAssetId: work.deviceAssetId || sha1,
      deviceId: 'albumen',
    },
  };
}

function created(id: string, staged: StagedFile, library: ImmichLibrary): Result<ChangeOutcome> {
  // Taking an upload back means the trash: nothing that came in is erased.
  const made = { kind: 'asset', before: { trashed: true }, after: { trashed: false } } as const;
  return success({
    items: [{ id, ok: true, made }],
    data: { id, status: 'created', file: staged.file.name, web_url: library.links.asset(id) },
  });
}

function duplicate(twin: Twin, staged: StagedFile, work: UploadWork, library: ImmichLibrary): Result<ChangeOutcome> {
  const place = twin.trashed ? ' It is in the trash: restore it there.' : '';
  const favorite = work.isFavorite ? ' is_favorite was not applied.' : '';
  return success({
    items: [],
    data: {
      id: twin.id,
      status: 'duplicate',
      file: staged.file.name,
      in_trash: twin.trashed || undefined,
      note: `The library has exactly this file already; nothing was added.${place}${favorite}`,
      web_url: library.links.asset(twin.id),
    },
  });
}
