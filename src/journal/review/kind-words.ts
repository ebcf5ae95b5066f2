/** What people call the things that changes touch. */
import type { ItemKind } from '../../catalog/change.ts';

type Words = readonly [one: string, several: string];

const photo: Words = ['photo', 'photos'];
const album: Words = ['album', 'albums'];
const person: Words = ['person', 'people'];
const link: Words = ['shared link', 'shared links'];
const thing: Words = ['thing', 'things'];

const words: Readonly<Record<ItemKind, Words>> = {
  asset: ['asset', 'assets'],
  album,
  person,
  tag: ['tag', 'tags'],
  shared_link: link,
  activity: ['comment or like', 'comments and likes'],
  duplicate_group: ['group of duplicates', 'groups of duplicates'],
  stack: ['stack', 'stacks'],
  photoprism_photo: photo,
  photoprism_album: album,
  photoprism_label: ['label', 'labels'],
  photoprism_subject: person,
  photoprism_marker: ['face', 'faces'],
  photoprism_link: link,
  unknown: thing,
};
const byKind = new Map<string, Words>(Object.entries(words));

/** What one thing of this kind is called, and what several are. */
export function kindWords(kind: string): Words {
  return byKind.get(kind) ?? thing;
}
