/** Brings assets back into what held them, an album or a tag, or takes them out again. */
import type { ChangeItem } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import { textOf, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { grouped, noteErrors } from '../../restoring/facet.ts';
import type { membershipIn } from '../changes/membership.ts';
import type { ImmichLibrary } from '../connection.ts';
import type { ImmichFacet } from './facet.ts';

/** How a membership is written down: the field with the holder's id, and the one that says whether the asset is in it. */
interface Written {
  readonly holder: 'albumId' | 'tagId';
  readonly inside: 'inAlbum' | 'tagged';
}

/** The id of what held the asset; empty for what is no such membership. */
export function holderOf({ before, after }: ChangeItem, { holder }: Written): string {
  return textOf(after?.[holder] ?? before?.[holder]);
}

/** Puts into an album or under a tag the assets that it should hold and does not; returns how many. */
export async function putMissing(
  { put }: Pick<ReturnType<typeof membershipIn>, 'put'>,
  holderId: string,
  { before, after }: ChangeItem,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<number>> {
  const held = new Set(textsOf(before?.assetIds));
  const missing = textsOf(after?.assetIds).filter((assetId) => !held.has(assetId));
  const report = missing.length === 0 ? undefined : await put(library, holderId, missing, call);
  return report?.stop === undefined ? success(missing.length) : { ok: false, failure: report.stop };
}

/** The facet of one kind of membership; `look` is its own. */
export function membershipFacet(
  written: Written,
  { put, take }: ReturnType<typeof membershipIn>,
  look: ImmichFacet['look'],
): ImmichFacet {
  return {
    fits: (item) => item.kind === 'asset' && holderOf(item, written) !== '',
    look,
    send: async (items, library, call) => {
      const errors = new Map<ChangeItem, string>();
      for (const group of grouped(items, (item) => `${holderOf(item, written)} ${item.after?.[written.inside]}`)) {
        const [first] = group;
        if (first === undefined) continue;
        const move = first.after?.[written.inside] === true ? put : take;
        const ids = group.map(({ id }) => id);
        noteErrors(group, await move(library, holderOf(first, written), ids, call), errors);
      }
      return { errors, remade: new Map() };
    },
  };
}
