/** Tools that list people and look at one. */
import { getPerson, getPersonStatistics } from '@immich/sdk';
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import { page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { someOf } from '../../changing/tell.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { listPeople } from '../listing/people.ts';
import { personAlone, personInList } from '../present/person.ts';
import { personId, term } from './arguments.ts';
import { defineTool } from './define.ts';

export const peopleList = defineTool({
  name: 'immich_people_list',
  title: 'List people',
  description: 'Lists people. Their photos: immich_search_metadata.',
  toolset: 'people',
  effect: 'read',
  permission: 'search',
  scopes: ['person.read'],
  input: z.strictObject({
    name: term.describe('Part of the name'),
    with_hidden: z.boolean().default(false).describe('Hidden too'),
    page,
    page_size: pageSize,
  }),
  output: z.looseObject({ total: z.int(), people: z.array(z.looseObject({ id: z.string() })) }),
  async run({ name, with_hidden, page: number, page_size }, library, call) {
    const all = await listPeople(library, with_hidden, call);
    if (!all.ok) return all;
    const wanted = foldText(name ?? '');
    const people = all.value.people.filter((person) => foldText(person.name).includes(wanted));
    const size = fittingPageSize(page_size, 'compact');
    return success({
      data: {
        ...tellPage({ page: number, wanted: page_size, size, total: people.length }),
        hidden: with_hidden ? undefined : someOf(all.value.hidden),
        people: people.slice((number - 1) * size, number * size).map(personInList),
      },
    });
  },
});

export const peopleGet = defineTool({
  name: 'immich_people_get',
  title: 'Get person',
  description: 'Returns a person, and how many assets show them.',
  toolset: 'people',
  effect: 'read',
  permission: 'view',
  scopes: ['person.read', 'person.statistics'],
  input: z.strictObject({ person_id: personId }),
  output: z.looseObject({ id: z.string(), assets: z.int().optional() }),
  async run({ person_id: id }, library, call) {
    const person = await library.request((sdk) => getPerson({ id }, sdk), call);
    if (!person.ok) return person;
    const counted = await library.request((sdk) => getPersonStatistics({ id }, sdk), call);
    // A key may be allowed to read a person but not to count.
    if (!counted.ok && counted.failure.code !== 'denied') return counted;
    const assets = counted.ok ? counted.value.assets : undefined;
    return success({ data: { ...personAlone(person.value, library.links), assets } });
  },
});

export const peopleStatistics = defineTool({
  name: 'immich_people_statistics',
  title: 'Count assets of a person',
  description: 'Counts the assets in the timeline that show a person.',
  toolset: 'people',
  effect: 'read',
  permission: 'view',
  scopes: ['person.statistics'],
  input: z.strictObject({ person_id: personId }),
  output: z.looseObject({ assets: z.int() }),
  async run({ person_id: id }, library, call) {
    const counted = await library.request((sdk) => getPersonStatistics({ id }, sdk), call);
    return counted.ok ? success({ data: { id, assets: counted.value.assets } }) : counted;
  },
});
