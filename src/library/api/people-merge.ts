/** Making one person of several. */
import type { BulkIdResponseDto } from '@immich/sdk';
import type { Hono } from 'hono';
import type { Store } from '../store/open.ts';
import { mergePerson } from '../store/people-changes.ts';
import { ownPeople } from '../store/people-queries.ts';
import { answer } from './answer.ts';
import type { Requires } from './authentication.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { badRequest } from './errors.ts';
import { requirePerson } from './person-access.ts';
import { idList, readBody, readId } from './validation.ts';
import type { Wire } from './wire.ts';

type IdResult = Wire<BulkIdResponseDto>;

/** One result per id in the order of the request; who is named twice is there only the first time. */
async function mergeAll(store: Store, ownerId: string, target: string, ids: readonly string[]): Promise<IdResult[]> {
  const own = await ownPeople(store, ownerId, ids);
  const results: IdResult[] = [];
  for (const id of ids) {
    if (!own.has(id)) results.push({ id, success: false, error: 'no_permission' });
    else if (await mergePerson(store, target, id)) results.push({ id, success: true });
    else results.push({ id, success: false, error: 'not_found' });
  }
  return results;
}

/** Adds the route to `app`. */
export function addMergeRoute(app: Hono<ApiEnv>, { store }: ApiContext, requires: Requires): void {
  app.post('/people/:id/merge', requires('person.merge'), async (c) => {
    const id = readId(c);
    const { ids } = await readBody(c, idList);
    if (ids.includes(id)) throw badRequest('Cannot merge a person into themselves');
    await requirePerson(store, c.var.caller, 'person.update', id);
    return answer<IdResult[]>(await mergeAll(store, c.var.caller.user.id, id, ids));
  });
}
