/** From what was written down back to what changes are made of. */
import type { ChangeItem, ItemKind } from '../catalog/change.ts';
import type { JournalItem } from './entry.ts';

const kinds: readonly ItemKind[] = [
  'asset',
  'album',
  'person',
  'tag',
  'shared_link',
  'activity',
  'duplicate_group',
  'stack',
  'photoprism_photo',
  'photoprism_album',
  'photoprism_label',
  'photoprism_subject',
  'photoprism_marker',
  'photoprism_link',
];

/** Kinds are written by this program alone; one that only a later version knows cannot be taken back by this one. */
export function asChangeItem(item: Pick<JournalItem, 'kind' | 'id' | 'before' | 'after'>): ChangeItem {
  const kind = kinds.find((known) => known === item.kind) ?? 'unknown';
  return { kind, id: item.id, before: item.before, after: item.after };
}
