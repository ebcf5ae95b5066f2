/** The tool that alters what is known of a person. */
import { getPerson, type PersonResponseDto, type PersonUpdateDto, updatePerson } from '@immich/sdk';
import * as z from 'zod';
import { failed, success } from '../../catalog/result.ts';
import { personState, requirePerson } from '../changes/person-lookup.ts';
import { updateOne } from '../changes/update-one.ts';
import { personAlone } from '../present/person.ts';
import { hexColor, personId } from './arguments.ts';
import { defineChange } from './define.ts';

const longestName = 500;

const personName = z
  .string()
  .trim()
  .refine((text) => text.length <= longestName, `must have at most ${longestName} characters`);

/** A day that was; Immich fails on anything that is none. */
const birthDate = z
  .string()
  .trim()
  .refine((text) => z.iso.date().safeParse(text).success, 'must be a day, as 1990-04-01')
  .refine((text) => !(Date.parse(text) > Date.now()), 'must not be in the future');

export const peopleUpdate = defineChange({
  name: 'immich_people_update',
  title: 'Update person',
  description: 'Names or changes a person, at once.',
  toolset: 'people',
  effect: 'change',
  permission: 'update',
  scopes: ['person.read', 'person.update'],
  input: z.strictObject({
    person_id: personId,
    name: personName.optional().describe('"" clears'),
    is_hidden: z.boolean().optional().describe('Hide'),
    is_favorite: z.boolean().optional().describe('Listed first'),
    birth_date: birthDate.nullable().optional().describe('YYYY-MM-DD or null'),
    color: hexColor.nullable().optional().describe('Hex or null'),
  }),
  output: z.looseObject({ id: z.string() }),
  async plan({ person_id, name, is_hidden, is_favorite, birth_date, color }, library, call) {
    const personUpdateDto: PersonUpdateDto = {
      ...(name === undefined ? {} : { name }),
      ...(is_hidden === undefined ? {} : { isHidden: is_hidden }),
      ...(is_favorite === undefined ? {} : { isFavorite: is_favorite }),
      ...(birth_date === undefined ? {} : { birthDate: birth_date }),
      ...(color === undefined ? {} : { color }),
    };
    if (Object.keys(personUpdateDto).length === 0) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give at least one of the optional arguments.');
    }
    const person = await requirePerson(library, person_id, 'person_id', call);
    if (!person.ok) return person;
    return success({
      preview: { ...personAlone(person.value, library.links), changes: { ...personUpdateDto } },
      items: [{ kind: 'person', id: person_id, before: personState(person.value), after: { ...personUpdateDto } }],
      work: { id: person_id, personUpdateDto },
    });
  },
  async apply({ id, personUpdateDto }, library, call) {
    const person = await updateOne(library, {
      what: 'person',
      send: () => library.request((sdk) => updatePerson({ id, personUpdateDto }, sdk), call),
      look: (looking) => library.request((sdk) => getPerson({ id }, sdk), looking),
      isSo: (now) => shows(now, personUpdateDto),
    });
    if (!person.ok) return person;
    return success({ items: [{ id, ok: true }], data: personAlone(person.value, library.links) });
  },
});

function shows(person: PersonResponseDto, wanted: PersonUpdateDto): boolean {
  const now = personState(person);
  return Object.entries(wanted).every(([field, value]) => now[field] === value);
}
