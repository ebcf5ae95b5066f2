/** Uploading, for tools that are listed without loading what it takes. */
import { type Result, success } from '../catalog/result.ts';
import type { StagedFile } from './staged-file.ts';
import type { UploadSettings } from './uploads.ts';

/** Reading files and addresses is loaded with the first upload. */
function loadUploads() {
  return import('./uploads.ts');
}

/** Fails where `source` is of no kind that can be uploaded; opens nothing. */
export async function requireUploadable(source: string): Promise<Result<undefined>> {
  const { checkSource } = await loadUploads();
  const kind = checkSource(source);
  return kind.ok ? success(undefined) : kind;
}

/** Lets `send` have a checked copy of `source`, which is gone afterwards however that ends. */
export async function sendUpload<Value>(
  { source, uploads }: { readonly source: string; readonly uploads: UploadSettings },
  signal: AbortSignal,
  send: (staged: StagedFile) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { stageUpload } = await loadUploads();
  const staged = await stageUpload(source, uploads, signal);
  if (!staged.ok) return staged;
  try {
    return await send(staged.value);
  } finally {
    await staged.value.discard();
  }
}
