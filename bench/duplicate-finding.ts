/** What finding duplicates finds among edited copies, and what it takes for a copy that is none: through a whole library. */
import { basename, join } from 'node:path';
import { addAndIndex } from '../src/cli/add-folder.ts';
import { openLibrary } from '../src/library/library.ts';
import { temporaryFolder } from './connection.ts';
import { type EditedCopy, writeEditedCopies } from './edited-copies.ts';
import type { BenchTable } from './measure.ts';

const variants = 4;

interface Found extends EditedCopy {
  readonly group: string | null;
}

/** Every file with the group that it is in after indexing. */
async function findAll(): Promise<Found[]> {
  const folder = await temporaryFolder();
  const photos = join(folder.path, 'photos');
  const files = await writeEditedCopies(photos, variants);
  const library = await openLibrary({ dataDir: join(folder.path, 'data') });
  await addAndIndex(library, photos, {});
  const rows = await library.store.selectFrom('asset').select(['originalPath', 'duplicateId']).execute();
  await library.close();
  await folder.remove();
  const groups = new Map(rows.map(({ originalPath, duplicateId }) => [basename(originalPath), duplicateId]));
  return files.map((file) => ({ ...file, group: groups.get(file.file) ?? null }));
}

function listsBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item[]> {
  const lists = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) lists.set(key, [...(lists.get(key) ?? []), item]);
  }
  return lists;
}

/** Per edit: how many copies there are, and how many of them are in the group of what they were made from. */
function recall(found: readonly Found[]): string[][] {
  const originals = new Map(
    found.filter(({ edit }) => edit === 'original' || edit === 'same layout').map((file) => [file.picture, file]),
  );
  const copies = found.filter((file) => originals.has(file.picture) && originals.get(file.picture) !== file);
  return [...listsBy(copies, ({ edit }) => edit)].map(([edit, files]) => {
    const grouped = files.filter(({ picture, group }) => group !== null && group === originals.get(picture)?.group);
    const share = ((100 * grouped.length) / files.length).toFixed(0);
    return [edit, String(files.length), String(grouped.length), `${share} %`];
  });
}

/** Pairs of files that share a group, by whether they show the same picture. */
function pairs(found: readonly Found[]): { right: number; wrong: number; groups: number; wrongGroups: number } {
  const groups = [...listsBy(found, ({ group }) => group).values()];
  const counts = groups.map((files) => {
    const all = (files.length * (files.length - 1)) / 2;
    const same = [...listsBy(files, ({ picture }) => picture).values()];
    const right = same.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
    return { right, wrong: all - right };
  });
  return {
    right: counts.reduce((sum, { right }) => sum + right, 0),
    wrong: counts.reduce((sum, { wrong }) => sum + wrong, 0),
    groups: groups.length,
    wrongGroups: counts.filter(({ wrong }) => wrong > 0).length,
  };
}

/** Recall per kind of edit, and precision, over drawn pictures. */
export async function benchDuplicateFinding(): Promise<BenchTable> {
  const found = await findAll();
  const { right, wrong, groups, wrongGroups } = pairs(found);
  const lookAlikes = new Set(found.map(({ picture }) => picture)).size;
  const precision = ((100 * right) / (right + wrong)).toFixed(1);
  return {
    title: 'Finding duplicates',
    how: `${found.length} files of ${lookAlikes} different drawn pictures, among them bursts in which somebody walks and screens of one layout, indexed as a library. ${groups} groups; of their ${right + wrong} pairs, ${wrong} (in ${wrongGroups} groups) do not show the same picture: precision ${precision} %. Below, the copies by how they were made.`,
    columns: ['edit', 'copies', 'found', 'share'],
    rows: recall(found),
  };
}
