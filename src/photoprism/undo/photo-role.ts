/** Which part of a photo an item is about: each is brought back in its own way. */
import type { ChangeItem } from '../../catalog/change.ts';

export type PhotoRole = 'settings' | 'archive' | 'review' | 'label' | 'album' | 'primary' | 'stack';

/** Undefined for what is no photo. A photo that is gone as a whole counts as its settings. */
export function roleOf({ kind, before, after }: ChangeItem): PhotoRole | undefined {
  if (kind !== 'photoprism_photo') return undefined;
  const written = { ...before, ...after };
  if ('albumId' in written) return 'album';
  if ('labelId' in written || 'labelName' in written) return 'label';
  if ('primaryFile' in written) return 'primary';
  if ('stackedFiles' in written) return 'stack';
  if (after === null) return 'settings';
  if ('review' in written) return 'review';
  return 'archived' in written || 'albums' in written ? 'archive' : 'settings';
}
