/** How a label looks in an answer. */
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { LabelRow } from '../label-row.ts';

/** What helps to choose one; flags are only there when true. */
export function compactLabel({ UID, Name, PhotoCount, Priority, Favorite }: LabelRow): JsonObject {
  return {
    id: UID,
    name: shortText(Name, 20),
    photos: PhotoCount,
    priority: Priority === 0 ? undefined : Priority,
    favorite: Favorite || undefined,
  };
}
