/** Which assets a change touched, as far as its items tell without asking a library. */
import type { JsonObject } from '../catalog/json.ts';
import type { JournalItem } from './entry.ts';

const assetKinds = new Set(['asset', 'photoprism_photo']);

/** Fields of states that name assets: contents of albums, groups and stacks, covers, what a comment is on. */
const listFields = ['assetIds', 'photoIds'];
const singleFields = ['assetId', 'photoId', 'albumThumbnailAssetId', 'primaryAssetId'];

/** Ids, each once: first of the assets themselves, then of what albums and groups among the items held. */
export function touchedAssets(items: readonly JournalItem[]): readonly string[] {
  const own = items.filter(({ kind }) => assetKinds.has(kind)).map(({ id }) => id);
  const held = items.flatMap(({ before, after }) => [...namedIn(before), ...namedIn(after)]);
  return [...new Set([...own, ...held])];
}

function namedIn(state: JsonObject | null): string[] {
  if (state === null) return [];
  const values = [...listFields.flatMap((field) => state[field]), ...singleFields.map((field) => state[field])];
  return values.filter((value) => typeof value === 'string');
}
