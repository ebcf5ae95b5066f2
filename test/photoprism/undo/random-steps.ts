/** Steps that an agent might take in PhotoPrism, drawn by lot from what the library holds at that moment. */
import { Chance } from '../../fixtures/chance.ts';
import type { PhotoPrismState } from '../../fixtures/photoprism/state.ts';

export interface Step {
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

type Draw = (chance: Chance, state: PhotoPrismState) => Record<string, unknown> | undefined;

const names = ['Rome', 'Paris', 'Été', 'Sun & sea'];
const labels = ['Beach', 'Sand castle'];

const alive = <Row extends { readonly DeletedAt?: string }>(rows: readonly Row[]): Row[] =>
  rows.filter(({ DeletedAt }) => DeletedAt === undefined);

function pick<Item>(chance: Chance, items: readonly Item[]): Item | undefined {
  return items.length === 0 ? undefined : chance.pick(items);
}

function somePhotos(chance: Chance, state: PhotoPrismState): string[] {
  return state.photos.filter(() => chance.hit(0.4)).map(({ UID }) => UID);
}

function album(chance: Chance, state: PhotoPrismState, rest: Record<string, unknown>) {
  const found = pick(chance, alive(state.albums));
  return found === undefined ? undefined : { album_id: found.UID, ...rest };
}

function linkOf(chance: Chance, state: PhotoPrismState, rest: Record<string, unknown>) {
  const uids = new Set(alive(state.albums).map(({ UID }) => UID));
  const link = pick(
    chance,
    state.links.filter(({ ShareUID }) => uids.has(ShareUID)),
  );
  return link === undefined ? undefined : { album_id: link.ShareUID, link_id: link.UID, ...rest };
}

const draws: Readonly<Record<string, Draw>> = {
  photoprism_photos_update: (chance, state) => ({
    photo_id: pick(chance, state.photos)?.UID,
    ...(chance.hit(0.5) ? { title: chance.pick(names) } : { caption: chance.pick(names), favorite: chance.hit(0.5) }),
    ...(chance.hit(0.3) ? { lat: chance.below(80), lng: chance.below(80) } : {}),
    ...(chance.hit(0.3) ? { private: chance.hit(0.5), keywords: chance.pick(names) } : {}),
  }),
  photoprism_photos_archive: (chance, state) => ({ photo_ids: somePhotos(chance, state) }),
  photoprism_photos_restore: (chance, state) => ({ photo_ids: somePhotos(chance, state) }),
  photoprism_photos_label: (chance, state) => ({ label: chance.pick(labels), photo_ids: somePhotos(chance, state) }),
  photoprism_photos_unlabel: (chance, state) => ({
    label_id: chance.pick(labels),
    photo_ids: somePhotos(chance, state),
  }),
  photoprism_labels_delete: (chance) => ({ label_id: chance.pick(labels) }),
  photoprism_stacks_set_primary: (chance, state) => {
    const stack = state.photos.find(({ Files }) => Files.length > 1);
    return stack && { photo_id: stack.UID, file_id: pick(chance, stack.Files)?.UID };
  },
  photoprism_labels_update: (chance) => ({ label_id: 'Beach', favorite: chance.hit(0.5), priority: chance.below(5) }),
  photoprism_albums_create: (chance) => ({ title: chance.pick(names), description: chance.pick(names) }),
  photoprism_albums_update: (chance, state) =>
    album(chance, state, { description: chance.pick(names), favorite: chance.hit(0.5), order: 'newest' }),
  photoprism_albums_delete: (chance, state) => album(chance, state, {}),
  photoprism_albums_add_photos: (chance, state) => album(chance, state, { photo_ids: somePhotos(chance, state) }),
  photoprism_albums_remove_photos: (chance, state) => album(chance, state, { photo_ids: somePhotos(chance, state) }),
  photoprism_shares_create: (chance, state) => album(chance, state, { max_views: chance.below(9) + 1 }),
  photoprism_shares_update: (chance, state) => linkOf(chance, state, { max_views: chance.below(9) + 1 }),
  photoprism_shares_delete: (chance, state) => linkOf(chance, state, {}),
  photoprism_people_update: (chance, state) => {
    const person = pick(chance, alive(state.subjects));
    return person === undefined
      ? undefined
      : { person_id: person.UID, alias: chance.pick(names), hidden: chance.hit(0.5) };
  },
};

/** Tools that are drawn. */
export const drawnTools = Object.keys(draws);

/** The same step for the same library and seed; undefined where there is nothing to do it to. */
export function drawStep(state: PhotoPrismState, tool: string, seed: number): Step | undefined {
  const args = draws[tool]?.(new Chance(seed), state);
  return args === undefined ? undefined : { tool, args };
}

/** Its arguments so that it acts, where it would only preview. */
export function acting({ tool, args }: Step): Step {
  const previews = /_(undo|delete|archive|restore|unlabel|remove_photos|merge)$/.test(tool);
  return { tool, args: previews ? { ...args, dry_run: false } : args };
}
