/** What finding duplicates knows of a library: everything that can be a copy, by its content. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { canBeDuplicate } from '../store/duplicate-queries.ts';
import { idChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { countBits } from './packed-hashes.ts';

/** Something that the library has once or several times: exact copies share a content. */
export interface Content {
  readonly checksum: string;
  /** `asset.row` of every asset with this content, in ascending order. */
  readonly rows: number[];
  /** Those of them that were not compared yet. */
  readonly newRows: number[];
  /** The difference hash; null for what is only compared exactly: videos, and pictures whose hash says nothing. */
  readonly hash: string | null;
  /** Width by height of the upright picture. */
  readonly shape: number;
  /** Whether it is an animation. */
  readonly isMoving: boolean;
}

export interface LoadedContents {
  readonly contents: readonly Content[];
  /** Index in `contents`. */
  readonly byChecksum: ReadonlyMap<string, number>;
}

interface LoadedRow {
  readonly row: number;
  readonly checksum: string;
  readonly type: string;
  readonly perceptualHash: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly orientation: string | null;
  readonly durationMs: number | null;
  readonly canBe: number;
  /** What its content was when it was compared; null for never. */
  readonly examined: string | null;
}

/** Rows read at a time: about ten milliseconds. */
const rowsAtOnce = 1000;

const withExamined = sql`asset left join duplicateExamined as examined on examined.assetRow = asset."row"`;

/** Whether the owner has anything that was not compared yet. */
export async function hasNewContent(store: Store, ownerId: string): Promise<boolean> {
  const found = await sql`select 1 from ${withExamined}
    where asset.ownerId = ${ownerId} and ${canBeDuplicate} and examined.checksum is not asset.checksum limit 1`.execute(
    store,
  );
  return found.rows.length > 0;
}

/** In the order of the table: through an index on the owner (which the plus sign keeps out) each page would sort all. */
async function rowsAfter(store: Store, ownerId: string, row: number): Promise<LoadedRow[]> {
  const { rows } =
    await sql<LoadedRow>`select asset."row", asset.checksum, asset.type, asset.perceptualHash, asset.width,
      asset.height, asset.orientation, asset.durationMs, (${canBeDuplicate}) as canBe, examined.checksum as examined
    from ${withExamined}
    where asset."row" > ${row} and +asset.ownerId = ${ownerId}
    order by asset."row" limit ${rowsAtOnce}`.execute(store);
  return rows;
}

/** At most three bits differ from all dark or all light: an even sky, a wall, a black frame. */
function isTelling(hash: string): boolean {
  const bits = countBits(Number.parseInt(hash.slice(0, 8), 16)) + countBits(Number.parseInt(hash.slice(8), 16));
  return bits > 3 && bits < 61;
}

function contentOf({ checksum, type, perceptualHash, width, height, orientation, durationMs }: LoadedRow): Content {
  const shape = width === null || height === null || height === 0 ? 1 : width / height;
  const isSideways = orientation !== null && ['5', '6', '7', '8'].includes(orientation);
  return {
    checksum,
    rows: [],
    newRows: [],
    hash: type === 'IMAGE' && perceptualHash !== null && isTelling(perceptualHash) ? perceptualHash : null,
    shape: isSideways ? 1 / shape : shape,
    isMoving: durationMs !== null,
  };
}

/** What cannot be a copy now (in the trash, say) counts as never compared when it comes back. */
async function forget(store: Store, rows: readonly LoadedRow[]): Promise<void> {
  const gone = rows.filter(({ canBe, examined }) => canBe === 0 && examined !== null).map(({ row }) => String(row));
  for (const chunk of idChunks(gone)) {
    await store.deleteFrom('duplicateExamined').where('assetRow', 'in', chunk.map(Number)).execute();
  }
}

/** Reads all of the owner's contents, a few thousand assets at a time. Rejects with the signal's reason once it is aborted. */
export async function loadContents(store: Store, ownerId: string, signal?: AbortSignal): Promise<LoadedContents> {
  const contents: Content[] = [];
  const byChecksum = new Map<string, number>();
  const add = (loaded: LoadedRow) => {
    const index = byChecksum.get(loaded.checksum) ?? contents.length;
    const content = contents[index] ?? contentOf(loaded);
    contents[index] = content;
    byChecksum.set(loaded.checksum, index);
    content.rows.push(loaded.row);
    if (loaded.examined !== loaded.checksum) content.newRows.push(loaded.row);
  };
  let rows = await rowsAfter(store, ownerId, 0);
  while (rows.length > 0) {
    for (const loaded of rows) if (loaded.canBe === 1) add(loaded);
    await forget(store, rows);
    await nextTurn();
    signal?.throwIfAborted();
    rows = await rowsAfter(store, ownerId, rows.at(-1)?.row ?? 0);
  }
  return { contents, byChecksum };
}
