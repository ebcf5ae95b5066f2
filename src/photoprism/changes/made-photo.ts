/** A photo that a change has brought into the library. */
import type { ItemOutcome } from '../../catalog/change.ts';

/** Taking it back means the archive: nothing that came in is erased. `albums` are those that it came into. */
export function madePhoto(id: string, albums: readonly string[]): ItemOutcome {
  const made = {
    kind: 'photoprism_photo',
    before: { archived: true, albums: [] },
    after: { archived: false, albums },
  } as const;
  return { id, ok: true, made };
}
