/** What counts as deleting. */
import type { JsonObject } from './json.ts';

/** Where what is deleted goes first: Immich's trash, PhotoPrism's archive. */
const trashOf: Readonly<Record<string, string>> = { asset: 'trashed', photoprism_photo: 'archived' };

/** True of an asset or a photo that the change deletes, whether it goes to the trash or for good. */
export function isDeletion({ kind, before, after }: ItemStates): boolean {
  const trash = trashOf[kind];
  if (trash === undefined || before === null) return false;
  return after === null || after === undefined || after[trash] === true;
}

interface ItemStates {
  readonly kind: string;
  readonly before: JsonObject | null;
  readonly after?: JsonObject | null;
}
