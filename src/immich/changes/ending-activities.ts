/** Comments and likes as the journal keeps them, and those that go when an album or an asset's place in it goes. */
import type { ActivityResponseDto } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import { counted } from '../../catalog/counted.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { listActivities } from '../listing/activities.ts';

/** A comment or like, in the same words before and after a change. */
export function activityState({ assetId, type, comment, user }: ActivityResponseDto, albumId: string): JsonObject {
  return { albumId, assetId: assetId ?? null, type, comment: comment ?? null, userId: user.id };
}

/**
 * What ends with an album or, where `assetIds` are given, with their places in it. Nothing where the key may not look: then
 * it cannot come back, which is no reason not to make the change.
 */
export async function endingActivities(
  library: ImmichLibrary,
  albumId: string,
  assetIds: ReadonlySet<string> | undefined,
  call: RequestCall,
): Promise<ChangeItem[]> {
  const all = await listActivities(library, { albumId }, call);
  if (!all.ok) return [];
  const ending = all.value.filter(({ assetId }) => assetIds === undefined || (assetId && assetIds.has(assetId)));
  return ending.map((activity) => ({
    kind: 'activity',
    id: activity.id,
    before: activityState(activity, albumId),
    after: null,
  }));
}

/**
 * Why the person should look first: what others said, nobody else can say again, and passwords of links are never kept.
 * `user` is the key's, where it tells.
 */
export function cautionOfEnding(items: readonly ChangeItem[], user: string | undefined): { readonly caution?: string } {
  const words = items.filter(({ kind, before }) => kind === 'activity' && before?.userId !== user).length;
  const passwords = items.filter(({ kind, before }) => kind === 'shared_link' && before?.hasPassword === true).length;
  const lost = [
    ...(words === 0 ? [] : [counted(words, 'comment or like of others', 'comments or likes of others')]),
    ...(passwords === 0 ? [] : [counted(passwords, 'password of a shared link', 'passwords of shared links')]),
  ];
  return lost.length === 0 ? {} : { caution: `${lost.join(' and ')} cannot come back` };
}
