/**
 * Finding duplicates in a library, without machine learning: exact copies by their checksum, near copies of pictures by their
 * hash and then by what their thumbnails show. What is new is compared with everything; the rest was compared before.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../store/open.ts';
import { type GroupPlan, groupCopies } from './group-copies.ts';
import { inTurns } from './in-turns.ts';
import { type Content, hasNewContent, type LoadedContents, loadContents } from './load-contents.ts';
import { loadCopies } from './load-copies.ts';
import { nearContents } from './near-contents.ts';
import { isSamePicture } from './same-picture.ts';
import { ThumbnailDetails } from './thumbnail-details.ts';
import { markExamined, writeGroups } from './write-groups.ts';

export interface FindOptions {
  readonly ownerId: string;
  readonly dataDir: string;
  readonly signal?: AbortSignal | undefined;
}

export interface FindReport {
  /** Assets that were compared with all others. */
  readonly compared: number;
  /** Groups that are new or have got new members. */
  readonly groups: number;
}

/** Contents that show the same picture, each way round. */
async function likenesses(
  store: Store,
  contents: readonly Content[],
  { dataDir, signal }: FindOptions,
): Promise<Map<number, Set<number>>> {
  const details = new ThumbnailDetails(store, dataDir);
  const alike = new Map<number, Set<number>>();
  const note = (one: number, other: number) => alike.set(one, (alike.get(one) ?? new Set()).add(other));
  for (const [one, other] of await inTurns(nearContents(contents), signal)) {
    const [left, right] = [contents[one], contents[other]];
    if (left === undefined || right === undefined) continue;
    const [first, second] = [await details.of(left), await details.of(right)];
    if (first !== null && second !== null && isSamePicture(first, second)) {
      note(one, other);
      note(other, one);
    }
    await nextTurn();
    signal?.throwIfAborted();
  }
  return alike;
}

/** The rows that may come into a group: of contents that are alike to others, and of those that are there several times. */
function rowsToGroup({ contents }: LoadedContents, alike: ReadonlyMap<number, unknown>): number[] {
  return contents.flatMap(({ rows, newRows }, index) => {
    const isCopied = newRows.length > 0 && rows.length > 1;
    return isCopied || alike.has(index) ? rows : [];
  });
}

/** New contents of which nothing is in a plan that could not be written. */
function settledContents({ contents }: LoadedContents, stale: readonly GroupPlan[]): Content[] {
  const open = new Set(stale.flatMap(({ added, present }) => [...added, ...present].map(({ content }) => content)));
  return contents.filter(({ newRows }, index) => newRows.length > 0 && !open.has(index));
}

/**
 * Compares the owner's new assets with all of them, and groups copies: new groups, and new members of those that there are.
 * Nothing leaves a group, groups of others are never met, and what was dismissed is not grouped again. Cheap when nothing is
 * new. The process can do other things meanwhile. Stopped (rejects with the signal's reason) or killed, it leaves whole groups,
 * and the next run goes over the same assets again. Rejects when the database fails.
 */
export async function findDuplicates(store: Store, options: FindOptions): Promise<FindReport> {
  const { ownerId, signal } = options;
  if (!(await hasNewContent(store, ownerId))) return { compared: 0, groups: 0 };
  const loaded = await loadContents(store, ownerId, signal);
  const alike = await likenesses(store, loaded.contents, options);
  const copies = await loadCopies(store, ownerId, rowsToGroup(loaded, alike), loaded.byChecksum);
  const plans = groupCopies(copies, alike);
  const stale = await writeGroups(store, plans);
  const settled = settledContents(loaded, stale);
  await markExamined(store, settled);
  return {
    compared: settled.reduce((sum, { newRows }) => sum + newRows.length, 0),
    groups: plans.length - stale.length,
  };
}
