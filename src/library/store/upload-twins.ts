/** Recognising a file that the library already has, by its SHA-1. */
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';

export interface Twin {
  id: string;
  checksum: string;
  isTrashed: boolean;
}

/** A client's checksum, in hex as well as base64, in the form that is stored: base64. Nonsense stays, and matches nothing. */
export function storedChecksum(checksum: string): string {
  return /^[0-9a-f]{40}$/i.test(checksum) ? Buffer.from(checksum, 'hex').toString('base64') : checksum;
}

/**
 * The user's assets with one of these checksums (base64), by checksum: those in the trash included, those whose original is
 * not where it was left out. Of several, an upload comes before an indexed file, the first before the next.
 */
export async function findTwins(
  store: Store,
  userId: string,
  checksums: readonly string[],
): Promise<Map<string, Twin>> {
  const rows = await inChunks(checksums, (chunk) =>
    store
      .selectFrom('asset')
      .select(['id', 'checksum', 'deletedAt'])
      .where('ownerId', '=', userId)
      .where('checksum', 'in', chunk)
      .where('heldPath', 'is', null)
      .where('isOffline', '=', 0)
      .orderBy('folderId', 'desc')
      .orderBy('row', 'desc')
      .execute(),
  );
  return new Map(
    rows.map(({ id, checksum, deletedAt }) => [checksum, { id, checksum, isTrashed: deletedAt !== null }]),
  );
}
