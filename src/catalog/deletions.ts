/** What counts as deleting. */
import type { JsonObject } from './json.ts';

/** True of an asset that the change deletes, whether it goes to the trash or for good. */
export function isDeletion({ kind, before, after }: ItemStates): boolean {
  if (kind !== 'asset' || before === null) return false;
  return after === null || after === undefined || after.trashed === true;
}

interface ItemStates {
  readonly kind: string;
  readonly before: JsonObject | null;
  readonly after?: JsonObject | null;
}
