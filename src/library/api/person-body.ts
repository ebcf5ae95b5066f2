/** What requests say about a person: Immich's rules, and what a body means to the store. */
import * as z from 'zod';
import type { PersonChange } from '../store/people-changes.ts';
import { storedText, uuid } from './validation.ts';

/** A day that was: Immich checks only that it is not to come, and fails on anything that is no date. */
const birthDate = z.iso
  .date()
  .refine((day) => Date.parse(day) <= Date.now(), { error: 'Birth date cannot be in the future' })
  .nullable()
  .optional();

const color = z
  .string()
  .regex(/^#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/)
  .nullable()
  .optional();

export const newPerson = z.object({
  name: storedText.optional(),
  birthDate,
  isHidden: z.boolean().optional(),
  isFavorite: z.boolean().optional(),
  color,
});

export const changedPerson = newPerson.extend({ featureFaceAssetId: uuid.optional() });

export const changedPeople = z.object({ people: z.array(changedPerson.extend({ id: uuid })) });

function flagOf(value: boolean | undefined): 0 | 1 | undefined {
  if (value === undefined) return undefined;
  return value ? 1 : 0;
}

/** The columns that a body sets; those that it does not name are undefined, and stay. */
export function columnsOf(body: z.infer<typeof changedPerson>): PersonChange {
  const { name, birthDate, color, featureFaceAssetId } = body;
  const flags = { isHidden: flagOf(body.isHidden), isFavorite: flagOf(body.isFavorite) };
  return { name, birthDate, color, faceAssetId: featureFaceAssetId, ...flags };
}
