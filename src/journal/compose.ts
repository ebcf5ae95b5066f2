/** Several changes, one after the other, seen as one: what taking all of them back at once has to do. */
import type { JsonObject, JsonValue } from '../catalog/json.ts';
import { textsOf } from '../catalog/state-values.ts';
import { differences, withNewIds } from '../catalog/states.ts';
import type { JournalItem } from './entry.ts';

type ItemStates = Pick<JournalItem, 'kind' | 'id' | 'before' | 'after'>;

/** A thing as it was before the first of the changes, and as the last of them left it. */
export interface NetItem extends ItemStates {
  /** What somebody else changed of it between two of the changes: it goes back no further than to that. */
  readonly between?: readonly string[];
}

/** What holds other things: which ones, the field that lists them, and the fields of a membership. */
const containers = [
  { kind: 'album', thing: 'asset', contents: 'assetIds', container: 'albumId', member: 'inAlbum' },
  { kind: 'tag', thing: 'asset', contents: 'assetIds', container: 'tagId', member: 'tagged' },
  {
    kind: 'photoprism_album',
    thing: 'photoprism_photo',
    contents: 'photoIds',
    container: 'albumId',
    member: 'inAlbum',
  },
] as const;

/** Fields that tell the roles of one thing apart: by what they name, or by being there at all. */
const rolesOf: Readonly<Record<string, readonly string[]>> = {
  asset: ['albumId', 'tagId'],
  // A label that was made by putting it on has its id only afterwards.
  photoprism_photo: ['albumId', 'labelId', 'labelName', 'archived', 'review'],
};

/**
 * The net effect of `changes`, the latest first. A thing that was made and unmade again is left out, and so is a field
 * that ends as it began. Membership in an album or tag that is gone at the end is part of that album or tag.
 * `force` goes back to the first of the changes, whatever somebody else did between them.
 */
export function netEffect(changes: readonly (readonly ItemStates[])[], force = false): NetItem[] {
  const net = new Map<string, NetItem>();
  for (const items of changes) {
    for (const item of items) addOlder(net, item, force);
  }
  const items = [...net.values()].map((item) => withoutOutsideCover(net, item));
  return items.filter((item) => item.between !== undefined || changesSomething(item));
}

/** An empty album chooses its first cover by itself, which leaves it with the assets that came into it. */
function withoutOutsideCover(net: ReadonlyMap<string, NetItem>, item: NetItem): NetItem {
  const cover = item.before?.albumThumbnailAssetId;
  if (item.kind !== 'album' || typeof cover !== 'string' || item.before === null || item.after === null) return item;
  const member = { kind: 'asset', id: cover, before: { albumId: item.id }, after: null };
  if (net.get(keyOf(member))?.before?.inAlbum !== false) return item;
  const [{ albumThumbnailAssetId: _was, ...before }, { albumThumbnailAssetId: _is, ...after }] = [
    item.before,
    item.after,
  ];
  return { ...item, before, after };
}

function addOlder(net: Map<string, NetItem>, older: ItemStates, force: boolean): void {
  if (joinDeleted(net, older, force)) return;
  const key = keyOf(older);
  const newer = net.get(key);
  const item = newer === undefined ? older : joined(older, newer, force);
  takeBackFaces(net, older);
  wasInAlbums(net, older);
  const isNew = item.before === null && item.after !== null;
  net.set(key, isNew ? withContents(net, item, item.after) : withContentsApart(net, item));
}

function joined(older: ItemStates, newer: NetItem, force: boolean): NetItem {
  const broken = force ? [] : brokenFields(older, newer);
  if (broken === 'existence') return { ...newer, between: ['existence'] };
  const between = [...(newer.between ?? []), ...broken];
  const kept = Object.fromEntries(between.map((field) => [field, newer.before?.[field] ?? null]));
  return {
    ...older,
    before: older.before === null ? null : { ...newer.before, ...older.before, ...kept },
    after: newer.after === null ? null : { ...older.after, ...newer.after },
    ...(between.length === 0 ? {} : { between }),
  };
}

/**
 * Where the newer change found something else than the older one had left. What the newer one left alone is no matter here:
 * it is compared with how the thing is now.
 */
function brokenFields(older: ItemStates, newer: NetItem): readonly string[] | 'existence' {
  const { after } = older;
  const { before } = newer;
  if (after === null || before === null) return after === before ? [] : 'existence';
  // Of something new nothing older is to come back.
  if (older.before === null) return [];
  const shared = Object.entries(after).filter(([field]) => field in before && field in (newer.after ?? before));
  return differences(Object.fromEntries(shared), before);
}

/** An earlier change of the contents of something that was deleted later changes what is to be made again. */
function joinDeleted(net: Map<string, NetItem>, item: ItemStates, force: boolean): boolean {
  const place = placeOf(item);
  const gone = place && net.get(keyOf({ kind: place.kind, id: place.holder, before: null, after: null }));
  if (place === undefined || gone === undefined || gone.before === null || gone.after !== null) return false;
  const held = gone.before[place.contents];
  const isBroken = textsOf(held).includes(item.id) === place.wasInside;
  if (isBroken && !force) return true;
  const holds = moved(held, item.id, place.wasInside);
  net.set(keyOf(gone), { ...gone, before: withoutStrayCover({ ...gone.before, [place.contents]: holds }, holds) });
  return true;
}

/** An album chooses a cover by itself as long as nobody does; one that is not in it could not be set. */
function withoutStrayCover(state: JsonObject, assetIds: readonly string[]): JsonObject {
  const { albumThumbnailAssetId: cover, ...others } = state;
  return typeof cover === 'string' && !assetIds.includes(cover) ? others : state;
}

/** Who was merged into somebody that was merged in turn later takes their own faces back: the other had them only meanwhile. */
function takeBackFaces(net: Map<string, NetItem>, { kind, before, after }: ItemStates): void {
  const target = kind === 'person' && after === null ? before?.mergedInto : undefined;
  if (typeof target !== 'string') return;
  const key = keyOf({ kind, id: target, before: null, after: null });
  const gone = net.get(key);
  if (gone === undefined || gone.before === null || gone.before.faceIds === undefined) return;
  const own = new Set(textsOf(before?.faceIds));
  const faceIds = textsOf(gone.before.faceIds).filter((faceId) => !own.has(faceId));
  // On which assets those are is not known any more: one may show both.
  const { assetIds: _, ...state } = gone.before;
  net.set(key, { ...gone, before: { ...state, faceIds } });
}

/** Archiving a photo of PhotoPrism took it out of its albums: one that it came into again later is one that it was in before. */
function wasInAlbums(net: Map<string, NetItem>, { kind, id, before }: ItemStates): void {
  if (kind !== 'photoprism_photo') return;
  for (const albumId of textsOf(before?.albums)) {
    const key = keyOf({ kind, id, before: { albumId }, after: null });
    const member = net.get(key);
    if (member?.before?.inAlbum === false) net.set(key, { ...member, before: { ...member.before, inAlbum: true } });
  }
}

/** Later changes of the contents of something new are part of it: who deletes it need not empty it before. */
function withContents(net: Map<string, NetItem>, made: NetItem, after: JsonObject | null): NetItem {
  const contents = containers.find(({ kind }) => kind === made.kind)?.contents;
  if (contents === undefined) return made;
  let holds = after?.[contents];
  for (const [key, item] of net) {
    const place = placeOf(item);
    if (place?.kind !== made.kind || place.holder !== made.id) continue;
    holds = moved(holds, item.id, place.isInside);
    net.delete(key);
  }
  return holds === undefined ? made : { ...made, after: { ...after, [contents]: holds } };
}

/** What was deleted and made again only changes its contents: those that came or went are put apart again. */
function withContentsApart(net: Map<string, NetItem>, item: NetItem): NetItem {
  const place = containers.find(({ kind }) => kind === item.kind);
  if (place === undefined) return item;
  const { [place.contents]: held, ...before } = item.before ?? {};
  const { [place.contents]: holds, ...after } = item.after ?? {};
  if (held === undefined || holds === undefined) return item;
  const [were, are] = [new Set(textsOf(held)), new Set(textsOf(holds))];
  const stateOf = (inside: boolean) => ({ [place.container]: item.id, [place.member]: inside });
  for (const id of new Set([...were, ...are])) {
    const [was, is] = [were.has(id), are.has(id)];
    const member: NetItem = { kind: place.thing, id, before: stateOf(was), after: stateOf(is) };
    if (was !== is) net.set(keyOf(member), member);
  }
  return { ...item, before, after };
}

/** The album or tag that an item was put into or taken out of. */
interface Place {
  readonly kind: string;
  /** The field that lists what it holds. */
  readonly contents: 'assetIds' | 'photoIds';
  readonly holder: string;
  readonly wasInside: boolean;
  readonly isInside: boolean;
}

function placeOf({ kind: thing, before, after }: ItemStates): Place | undefined {
  for (const { kind, contents, container, member } of containersOf(thing)) {
    const holder = before?.[container];
    if (typeof holder !== 'string') continue;
    return { kind, contents, holder, wasInside: before?.[member] === true, isInside: after?.[member] === true };
  }
  return undefined;
}

function containersOf(thing: string) {
  return containers.filter((container) => container.thing === thing);
}

function moved(held: JsonValue | undefined, id: string, inside: boolean): readonly string[] {
  const others = textsOf(held).filter((other) => other !== id);
  return inside ? [...others, id] : others;
}

/** The same thing in the same role: an asset's place in one album is apart from its own settings. */
function keyOf({ kind, id, before, after }: ItemStates): string {
  // What is null on one side, because it did not exist yet, is named by the other.
  const valueIn = (field: string) => after?.[field] ?? before?.[field];
  const own: readonly string[] = rolesOf[kind] ?? [];
  const role = own.find((field) => valueIn(field) !== undefined);
  const named = role === undefined ? undefined : valueIn(role);
  const roles = role === undefined ? [] : [typeof named === 'string' ? named : role];
  return [kind, id, ...roles].join(' ');
}

/** False where the thing ends as it began. */
export function changesSomething({ before, after }: ItemStates): boolean {
  if (before === null || after === null) return before !== after;
  return Object.keys(after).some((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]));
}

/** The item with every id that something got anew in place of the old one, wherever it stands. */
export function withCurrentIds(item: ItemStates, current: ReadonlyMap<string, string>): ItemStates {
  return {
    kind: item.kind,
    id: current.get(item.id) ?? item.id,
    before: withNewIds(item.before, current),
    after: withNewIds(item.after, current),
  };
}
