/** Changes many photos where PhotoPrism answers one success for all of them, whatever became of any. */
import * as z from 'zod';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { changeMany } from '../../changing/change-many.ts';
import type { CheckedReport } from '../../changing/check-after.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { type KnownPhoto, lookUpPhoto } from './photo-lookup.ts';

/** Photos in one request: PhotoPrism may write a file for each before it answers. */
const photosAtOnce = 100;

export interface PhotoBatch {
  readonly action: 'archive' | 'restore' | 'approve' | 'delete';
  /** True of a photo as the change wanted it; it is given undefined where there is none. */
  isSo(photo: KnownPhoto | undefined): boolean;
  /** What is wrong with one that is not. */
  readonly otherwise: string;
}

/** Sends the change in pieces, then looks at every photo. */
export async function changePhotos(
  ids: readonly string[],
  { action, isSo, otherwise }: PhotoBatch,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<CheckedReport> {
  return changeMany(
    ids,
    {
      chunk: photosAtOnce,
      send: async (photos): Promise<Result<unknown>> => {
        const path = ['batch', 'photos', action];
        return library.request({ method: 'POST', path, body: { photos }, answer: z.unknown() }, call);
      },
      otherwise,
      isSo: async (id, looking) => {
        const now = await lookUpPhoto(library, id, looking);
        return now.ok ? success(isSo(now.value)) : now;
      },
    },
    call,
  );
}
