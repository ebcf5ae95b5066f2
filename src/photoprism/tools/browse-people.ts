/** Tools that list people and look at one. */
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import { page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { someOf } from '../../changing/tell.ts';
import { listSubjects, requireSubject } from '../changes/subject-states.ts';
import { personAlone, personInList } from '../present/person.ts';
import { fittingPageSize } from '../present/photo.ts';
import { personId, textUpTo } from './arguments.ts';
import { defineTool } from './define.ts';

export const peopleList = defineTool({
  name: 'photoprism_people_list',
  title: 'List PhotoPrism people',
  description: 'Lists people whose faces have a name. Faces without one: photoprism_faces_list.',
  toolset: 'photoprism_people',
  effect: 'read',
  permission: 'search',
  scopes: ['people'],
  input: z.strictObject({
    name: textUpTo(200).optional().describe('Part of name or alias'),
    with_hidden: z.boolean().default(false).describe('Hidden too'),
    page,
    page_size: pageSize,
  }),
  output: z.looseObject({ total: z.int(), people: z.array(z.looseObject({ id: z.string() })) }),
  async run({ name, with_hidden, page: number, page_size }, library, call) {
    const all = await listSubjects(library, call);
    if (!all.ok) return all;
    const wanted = foldText(name ?? '');
    const fitting = all.value.filter(({ Name, Alias }) => foldText(`${Name}\n${Alias}`).includes(wanted));
    const people = with_hidden ? fitting : fitting.filter(({ Hidden }) => !Hidden);
    const size = fittingPageSize(page_size, 'compact');
    return success({
      data: {
        ...tellPage({ page: number, wanted: page_size, size, total: people.length }),
        hidden: someOf(fitting.length - people.length),
        people: people.slice((number - 1) * size, number * size).map(personInList),
      },
    });
  },
});

export const peopleGet = defineTool({
  name: 'photoprism_people_get',
  title: 'Get PhotoPrism person',
  description: 'Returns a person, and how many photos show them. The photos: photoprism_photos_search.',
  toolset: 'photoprism_people',
  effect: 'read',
  permission: 'view',
  scopes: ['people'],
  input: z.strictObject({ person_id: personId }),
  output: z.looseObject({ id: z.string() }),
  async run({ person_id }, library, call) {
    const person = await requireSubject(person_id, library, call);
    return person.ok ? success({ data: personAlone(person.value, library) }) : person;
  },
});
