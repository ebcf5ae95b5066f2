/** Counting assets. */
import type { AssetStatsResponseDto } from '@immich/sdk';
import { sql } from 'kysely';
import type { Store } from '../store/open.ts';
import type { Visibility } from '../store/schema.ts';
import { refuseLocked } from './access.ts';
import type { ApiCaller } from './context.ts';

export interface StatisticsQuery {
  isFavorite?: boolean | undefined;
  isTrashed?: boolean | undefined;
  visibility?: Visibility | undefined;
}

/** The caller's own pictures and videos: those outside the trash unless asked, timeline and archive unless asked. */
export async function assetStatistics(
  store: Store,
  caller: ApiCaller,
  query: StatisticsQuery,
): Promise<AssetStatsResponseDto> {
  refuseLocked(query.visibility);
  const visibilities: Visibility[] = query.visibility === undefined ? ['timeline', 'archive'] : [query.visibility];
  let own = store
    .selectFrom('asset')
    .select([sql<number>`count(*) filter (where type = 'IMAGE')`.as('images')])
    .select([sql<number>`count(*) filter (where type = 'VIDEO')`.as('videos')])
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('ownerId', '=', caller.user.id)
    .where('heldPath', 'is', null)
    .where('deletedAt', query.isTrashed === true ? 'is not' : 'is', null)
    .where('visibility', 'in', visibilities);
  if (query.isFavorite !== undefined) own = own.where('isFavorite', '=', query.isFavorite ? 1 : 0);
  return own.executeTakeFirstOrThrow();
}
