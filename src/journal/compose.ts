/** Several changes, one after the other, seen as one: what taking all of them back at once has to do. */
import type { JsonValue } from '../catalog/json.ts';
import { withNewIds } from '../catalog/states.ts';
import type { JournalItem } from './entry.ts';

/** A thing as it was before the first of the changes, and as the last of them left it. */
export type NetItem = Pick<JournalItem, 'kind' | 'id' | 'before' | 'after'>;

/** What holds other things, by the field that lists them and the field that names it in a membership. */
const containers = [
  { kind: 'album', container: 'albumId', member: 'inAlbum' },
  { kind: 'tag', container: 'tagId', member: 'tagged' },
] as const;

/**
 * The net effect of `changes`, the latest first. A thing that was made and unmade again is left out, and so is a field
 * that ends as it began. Membership in an album or tag that is gone at the end is part of that album or tag.
 */
export function netEffect(changes: readonly (readonly NetItem[])[]): NetItem[] {
  const net = new Map<string, NetItem>();
  for (const items of changes) {
    for (const item of items) addOlder(net, item);
  }
  return [...net.values()].filter(changesSomething);
}

function addOlder(net: Map<string, NetItem>, older: NetItem): void {
  if (joinContainer(net, older)) return;
  const key = keyOf(older);
  const newer = net.get(key);
  net.set(key, newer === undefined ? older : { ...older, ...merged(older, newer) });
}

function merged(older: NetItem, newer: NetItem): Pick<NetItem, 'before' | 'after'> {
  return {
    before: older.before === null ? null : { ...newer.before, ...older.before },
    after: newer.after === null ? null : { ...older.after, ...newer.after },
  };
}

/** An earlier change of the contents of something that was deleted later changes what is to be made again. */
function joinContainer(net: Map<string, NetItem>, { id, before }: NetItem): boolean {
  for (const { kind, container, member } of containers) {
    const holder = before?.[container];
    if (typeof holder !== 'string') continue;
    const gone = net.get(keyOf({ kind, id: holder, before: null, after: null }));
    if (gone?.before === undefined || gone.before === null || gone.after !== null) return false;
    const others = textsOf(gone.before.assetIds).filter((assetId) => assetId !== id);
    const assetIds = before?.[member] === true ? [...others, id] : others;
    net.set(keyOf(gone), { ...gone, before: { ...gone.before, assetIds } });
    return true;
  }
  return false;
}

/** The same thing in the same role: an asset's place in one album is apart from its own settings. */
function keyOf({ kind, id, before, after }: NetItem): string {
  const state = before ?? after;
  const roles = containers.map(({ container }) => state?.[container]).filter((holder) => typeof holder === 'string');
  return [kind, id, ...roles].join(' ');
}

function changesSomething({ before, after }: NetItem): boolean {
  if (before === null || after === null) return before !== after;
  return Object.keys(after).some((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]));
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

/** The item with every id that something got anew in place of the old one, wherever it stands. */
export function withCurrentIds(item: NetItem, current: ReadonlyMap<string, string>): NetItem {
  return {
    kind: item.kind,
    id: current.get(item.id) ?? item.id,
    before: withNewIds(item.before, current),
    after: withNewIds(item.after, current),
  };
}
