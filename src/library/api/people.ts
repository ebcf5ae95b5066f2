/** `/people`: listing, making, changing and deleting people. Merging is in `people-merge.ts`, their faces in `faces.ts`. */
import type { BulkIdResponseDto, PeopleResponseDto, PersonResponseDto, PersonStatisticsResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { facesOfPersonOn } from '../store/face-queries.ts';
import { createPerson, deletePeople, updatePerson } from '../store/people-changes.ts';
import { countAssetsShowing, findPerson, listPeople } from '../store/people-queries.ts';
import { requireAssets } from './access.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiCaller, ApiContext, ApiEnv } from './context.ts';
import { ApiError, badRequest, notFound } from './errors.ts';
import { addMergeRoute } from './people-merge.ts';
import { requirePeople, requirePerson } from './person-access.ts';
import { changedPeople, changedPerson, columnsOf, newPerson } from './person-body.ts';
import { personDto } from './person-dto.ts';
import { answerPersonThumbnail } from './person-thumbnail.ts';
import { idList, queryBoolean, readBody, readId, readQuery, uuid } from './validation.ts';
import type { Wire } from './wire.ts';

/** Who looks alike is not known here, so that the two orders by likeness change nothing. */
const choice = z.object({
  page: z.coerce.number().pipe(z.int().min(1)).default(1),
  size: z.coerce.number().pipe(z.int().min(1).max(1000)).default(500),
  withHidden: queryBoolean.optional(),
  closestPersonId: uuid.optional(),
  closestAssetId: uuid.optional(),
});

/** Throws 400 unless the person is on this picture of theirs, and its file is there. */
async function requireFeatured({ store }: ApiContext, caller: ApiCaller, id: string, assetId: string): Promise<void> {
  await requireAssets(store, caller, 'asset.read', [assetId]);
  const asset = store.selectFrom('asset').select('isOffline').where('id', '=', assetId);
  const [face] = await facesOfPersonOn(store, id, assetId);
  if (face === undefined || (await asset.executeTakeFirst())?.isOffline !== 0) {
    throw badRequest('Invalid assetId for feature face or asset is offline');
  }
}

async function change(
  context: ApiContext,
  caller: ApiCaller,
  id: string,
  body: z.infer<typeof changedPerson>,
): Promise<PersonResponseDto> {
  await requirePerson(context.store, caller, 'person.update', id);
  if (body.featureFaceAssetId !== undefined) await requireFeatured(context, caller, id, body.featureFaceAssetId);
  return personDto(await updatePerson(context.store, id, columnsOf(body)));
}

type IdResult = Wire<BulkIdResponseDto>;

/** As Immich: whatever is wrong with one of many is `unknown`. */
async function changeOfMany(
  context: ApiContext,
  caller: ApiCaller,
  { id, ...body }: z.infer<typeof changedPeople>['people'][number],
): Promise<IdResult> {
  try {
    await change(context, caller, id, body);
    return { id, success: true };
  } catch (error) {
    if (error instanceof ApiError) return { id, success: false, error: 'unknown' };
    throw error;
  }
}

export const peopleRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const { store } = context;

  app.get('/people', requires('person.read'), async (c) => {
    const { page, size, withHidden } = readQuery(c, choice);
    const { people, total, hidden } = await listPeople(store, c.var.caller.user.id, withHidden === true);
    const shown = people.slice((page - 1) * size, page * size).map((person) => personDto(person));
    return answer<PeopleResponseDto>({ people: shown, hasNextPage: people.length > page * size, total, hidden });
  });

  app.post('/people', requires('person.create'), async (c) => {
    const person = await readBody(c, newPerson);
    const made = await createPerson(store, c.var.caller.user.id, columnsOf(person));
    return answer<PersonResponseDto>(personDto(made), 201);
  });

  app.on(['PUT', 'PATCH'], '/people', requires('person.update'), async (c) => {
    const { people } = await readBody(c, changedPeople);
    const results: IdResult[] = [];
    for (const person of people) results.push(await changeOfMany(context, c.var.caller, person));
    return answer<IdResult[]>(results);
  });

  app.delete('/people', requires('person.delete'), async (c) => {
    const { ids } = await readBody(c, idList);
    await requirePeople(store, c.var.caller, 'person.delete', ids);
    await deletePeople(store, ids);
    return noContent();
  });

  app.get('/people/:id', requires('person.read'), async (c) => {
    return answer<PersonResponseDto>(personDto(await requirePerson(store, c.var.caller, 'person.read', readId(c))));
  });

  app.on(['PUT', 'PATCH'], '/people/:id', requires('person.update'), async (c) => {
    const id = readId(c);
    return answer<PersonResponseDto>(await change(context, c.var.caller, id, await readBody(c, changedPerson)));
  });

  app.delete('/people/:id', requires('person.delete'), async (c) => {
    const { id } = await requirePerson(store, c.var.caller, 'person.delete', readId(c));
    await deletePeople(store, [id]);
    return noContent();
  });

  app.get('/people/:id/statistics', requires('person.statistics'), async (c) => {
    const { id } = await requirePerson(store, c.var.caller, 'person.read', readId(c));
    return answer<PersonStatisticsResponseDto>({ assets: await countAssetsShowing(store, id) });
  });

  app.get('/people/:id/thumbnail', requires('person.read'), async (c) => {
    // As Immich: where a file is asked for, no access is 404 and not 400.
    const person = await findPerson(store, c.var.caller.user.id, readId(c));
    if (person === undefined) throw notFound();
    return answerPersonThumbnail(context, c.req.raw, person);
  });

  addMergeRoute(app, context, requires);

  return app;
};
