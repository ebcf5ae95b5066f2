/** Writing an asset's row with everything that belongs to it: tags, faces and searchable text. */
import type { Insertable, Selectable } from 'kysely';
import { assetTypeOf } from '../media/mime-types.ts';
import type { MediaContent } from '../media/read-media.ts';
import { refreshAssetText } from '../store/asset-text.ts';
import { foldText } from '../store/fold-text.ts';
import type { Store } from '../store/open.ts';
import type { AssetTable } from '../store/schema.ts';
import { faceBoxesOf } from './face-boxes.ts';
import { writeFileFaces } from './file-faces.ts';
import { columnsOfFacts, facesBefore, factsRead, tagsBefore, withoutEdited } from './file-facts.ts';
import { writeFileTags } from './file-tags.ts';

export type AssetRow = Selectable<AssetTable>;

/** Where an original lies and what was found there. */
export interface Original {
  readonly path: string;
  readonly fileName: string;
  readonly folderId: string | null;
  readonly size: number;
  /** Milliseconds. */
  readonly modifiedAt: number;
  /** When it was taken if it does not say so itself: the earliest time that the file system knows. */
  readonly fileTime: number;
  readonly sidecarModifiedAt: number | null;
  readonly mimeType: string;
  readonly checksum: string;
}

function columnsOfOriginal(original: Original) {
  return {
    folderId: original.folderId,
    originalPath: original.path,
    originalFileName: original.fileName,
    foldedFileName: foldText(original.fileName),
    type: assetTypeOf(original.mimeType),
    mimeType: original.mimeType,
    checksum: original.checksum,
    fileSize: original.size,
    fileModifiedAt: original.modifiedAt,
    modifyDate: original.modifiedAt,
    sidecarModifiedAt: original.sidecarModifiedAt,
    isOffline: 0,
  } as const;
}

function columnsOfRenditions({ renditions }: MediaContent) {
  if (renditions === null) return { thumbhash: null, perceptualHash: null, hasRenditions: 0 } as const;
  return { thumbhash: renditions.thumbhash, perceptualHash: renditions.perceptualHash, hasRenditions: 1 } as const;
}

/**
 * Adds an asset with its tags, faces and text; to be called in a transaction. False when there is an asset at the same path
 * already, put in by another run; then nothing was written. The renditions' files must be in place before.
 */
export async function insertAsset(
  transaction: Store,
  original: Original,
  content: MediaContent,
  asset: { readonly id: string; readonly ownerId: string } & Partial<Insertable<AssetTable>>,
): Promise<boolean> {
  const facts = columnsOfFacts(content.facts, original.fileTime);
  const faces = faceBoxesOf(content.facts);
  const now = Date.now();
  const inserted = await transaction
    .insertInto('asset')
    .values({
      ...columnsOfOriginal(original),
      ...facts,
      ...columnsOfRenditions(content),
      factsRead: factsRead(facts, content.facts.tags, faces),
      createdAt: now,
      updatedAt: now,
      isFavorite: 0,
      visibility: 'timeline',
      ...asset,
    })
    .onConflict((conflict) => conflict.column('originalPath').where('heldPath', 'is', null).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  await writeFileTags(transaction, asset, content.facts.tags, []);
  await writeFileFaces(transaction, asset, faces, []);
  await refreshAssetText(transaction, [asset.id]);
  return true;
}

/**
 * Brings an asset in line with its file in one transaction; what a person changed through the API stays (see
 * `file-facts.ts`). Without `keepRenditions` those of `content` replace what was there.
 */
export async function updateAsset(
  store: Store,
  before: AssetRow,
  original: Original,
  content: MediaContent,
  keepRenditions: boolean,
): Promise<void> {
  const facts = columnsOfFacts(content.facts, original.fileTime);
  const faces = faceBoxesOf(content.facts);
  await store.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('asset')
      .set({
        ...columnsOfOriginal(original),
        ...withoutEdited(facts, before),
        ...(keepRenditions ? {} : columnsOfRenditions(content)),
        factsRead: factsRead(facts, content.facts.tags, faces),
        updatedAt: Date.now(),
      })
      .where('id', '=', before.id)
      .execute();
    await writeFileTags(transaction, before, content.facts.tags, tagsBefore(before.factsRead));
    await writeFileFaces(transaction, before, faces, facesBefore(before.factsRead));
    await refreshAssetText(transaction, [before.id]);
  });
}
