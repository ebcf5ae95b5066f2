/** Several changes, one after the other, seen as one: what taking all of them back at once has to do. */
import type { JsonObject, JsonValue } from '../catalog/json.ts';
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
  if (joinDeleted(net, older)) return;
  const key = keyOf(older);
  const newer = net.get(key);
  const item = newer === undefined ? older : { ...older, ...merged(older, newer) };
  net.set(key, item.before === null && item.after !== null ? withContents(net, item, item.after) : item);
}

function merged(older: NetItem, newer: NetItem): Pick<NetItem, 'before' | 'after'> {
  return {
    before: older.before === null ? null : { ...newer.before, ...older.before },
    after: newer.after === null ? null : { ...older.after, ...newer.after },
  };
}

/** An earlier change of the contents of something that was deleted later changes what is to be made again. */
function joinDeleted(net: Map<string, NetItem>, item: NetItem): boolean {
  const place = placeOf(item);
  const gone = place && net.get(keyOf({ kind: place.kind, id: place.holder, before: null, after: null }));
  if (place === undefined || gone === undefined || gone.before === null || gone.after !== null) return false;
  const assetIds = moved(gone.before.assetIds, item.id, place.wasInside);
  net.set(keyOf(gone), { ...gone, before: { ...gone.before, assetIds } });
  return true;
}

/** Later changes of the contents of something new are part of it: who deletes it need not empty it before. */
function withContents(net: Map<string, NetItem>, made: NetItem, after: JsonObject): NetItem {
  let { assetIds } = after;
  for (const [key, item] of net) {
    const place = placeOf(item);
    if (place?.kind !== made.kind || place.holder !== made.id) continue;
    assetIds = moved(assetIds, item.id, !place.wasInside);
    net.delete(key);
  }
  return assetIds === undefined ? made : { ...made, after: { ...after, assetIds } };
}

/** The album or tag that an item was put into or taken out of. */
function placeOf({ kind: thing, before }: NetItem): { kind: string; holder: string; wasInside: boolean } | undefined {
  if (thing !== 'asset') return undefined;
  for (const { kind, container, member } of containers) {
    const holder = before?.[container];
    if (typeof holder === 'string') return { kind, holder, wasInside: before?.[member] === true };
  }
  return undefined;
}

function moved(assetIds: JsonValue | undefined, id: string, inside: boolean): readonly string[] {
  const others = textsOf(assetIds).filter((assetId) => assetId !== id);
  return inside ? [...others, id] : others;
}

/** The same thing in the same role: an asset's place in one album is apart from its own settings. */
function keyOf({ kind, id, before, after }: NetItem): string {
  const state = kind === 'asset' ? (before ?? after) : null;
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
