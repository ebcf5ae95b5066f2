/** `/duplicates`: groups of copies, which people resolve or dismiss. Finding them is in `../duplicates`. */
import type { BulkIdResponseDto, DuplicateResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { clearSingles, dismissGroups } from '../store/duplicate-changes.ts';
import { type DuplicateGroup, duplicateGroups, ownGroups } from '../store/duplicate-queries.ts';
import type { Store } from '../store/open.ts';
import { type ResolutionOutcome, resolveGroup } from '../store/resolve-duplicates.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import { assetDtos } from './asset-dto.ts';
import type { ApiCaller, ApiEnv } from './context.ts';
import { noAccess } from './errors.ts';
import { suggestedKeepers } from './suggested-keeper.ts';
import { idList, readBody, readId, uuid } from './validation.ts';
import type { Wire } from './wire.ts';

type GroupDto = Wire<DuplicateResponseDto>;
type ResolvedDto = Wire<BulkIdResponseDto>;

const groupToResolve = z.object({
  duplicateId: uuid,
  keepAssetIds: z.array(uuid),
  trashAssetIds: z.array(uuid),
});
const resolution = z.object({ groups: z.array(groupToResolve).min(1) });

/** All groups, their assets made into answers at once: the number of statements depends on the assets by the 500. */
async function groupDtos(store: Store, groups: readonly DuplicateGroup[]): Promise<GroupDto[]> {
  const rows = groups.flatMap(({ assets }) => assets);
  const dtos = await assetDtos(store, rows, { exif: true, tags: true, databaseDates: true });
  let next = 0;
  return groups.map(({ duplicateId, assets }) => {
    const members = dtos.slice(next, next + assets.length);
    next += assets.length;
    return { duplicateId, assets: members, suggestedKeepAssetIds: suggestedKeepers(members) };
  });
}

/** Throws 400 unless the caller has assets in every one of these groups. */
async function requireGroups(store: Store, caller: ApiCaller, duplicateIds: readonly string[]): Promise<void> {
  const own = await ownGroups(store, caller.user.id, duplicateIds);
  if (!duplicateIds.every((id) => own.has(id))) throw noAccess('duplicate.delete');
}

const refusals: Record<Exclude<ResolutionOutcome, 'resolved'>, Omit<ResolvedDto, 'id' | 'success'>> = {
  'no such group': { error: 'not_found', errorMessage: 'Duplicate group not found' },
  'in both': {
    error: 'validation',
    errorMessage: 'An asset cannot be in both keepAssetIds and trashAssetIds',
  },
  'in neither': {
    error: 'validation',
    errorMessage: 'Every asset must be in either keepAssetIds or trashAssetIds',
  },
};

export const duplicateRoutes: Routes = ({ store, onFault }, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/duplicates', requires('duplicate.read'), async (c) => {
    const ownerId = c.var.caller.user.id;
    const found = await duplicateGroups(store, ownerId);
    const singles = found.filter(({ assets }) => assets.length === 1).map(({ duplicateId }) => duplicateId);
    await clearSingles(store, ownerId, singles);
    const groups = found.filter(({ assets }) => assets.length > 1);
    return answer<GroupDto[]>(await groupDtos(store, groups));
  });

  app.delete('/duplicates', requires('duplicate.delete'), async (c) => {
    const { ids } = await readBody(c, idList);
    await requireGroups(store, c.var.caller, ids);
    await dismissGroups(store, c.var.caller.user.id, ids);
    return noContent();
  });

  app.post('/duplicates/resolve', requires('duplicate.delete'), async (c) => {
    const { groups } = await readBody(c, resolution);
    await requireGroups(
      store,
      c.var.caller,
      groups.map(({ duplicateId }) => duplicateId),
    );
    const results: ResolvedDto[] = [];
    for (const { duplicateId, keepAssetIds, trashAssetIds } of groups) {
      const [keepIds, trashIds] = [new Set(keepAssetIds), new Set(trashAssetIds)];
      const asked = { ownerId: c.var.caller.user.id, duplicateId, keepIds, trashIds };
      try {
        const outcome = await resolveGroup(store, asked);
        const success = outcome === 'resolved';
        results.push({ id: duplicateId, success, ...(success ? {} : refusals[outcome]) });
      } catch (error) {
        // The groups before this one are done, and the caller has to learn that.
        onFault(error, { method: c.req.method, path: c.req.path, correlationId: c.get('correlationId') });
        results.push({ id: duplicateId, success: false, error: 'unknown', errorMessage: 'Internal server error' });
      }
    }
    return answer<ResolvedDto[]>(results);
  });

  app.delete('/duplicates/:id', requires('duplicate.delete'), async (c) => {
    const id = readId(c);
    await requireGroups(store, c.var.caller, [id]);
    await dismissGroups(store, c.var.caller.user.id, [id]);
    return noContent();
  });

  return app;
};
