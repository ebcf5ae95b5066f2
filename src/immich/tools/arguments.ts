/** Arguments that several tools take, each described once. */
import { AssetTypeEnum } from '@immich/sdk';
import * as z from 'zod';
import { reference, uuid } from '../naming/reference.ts';

/** An id in the library: a UUID, lower-cased, because Immich finds no other. */
export const id = z.string().trim().toLowerCase().regex(uuid, 'must be an id (UUID) as the listing tools return them');

export const assetId = reference('asset').describe('Id or file name');

export const albumId = reference('album').describe('Id or name');

export const personId = reference('person').describe('Id or name');

export const tagId = reference('tag').describe('Id or path');

/** Most ids in one call: more than a person can look through in a preview, few enough to finish in minutes. */
export const mostIds = 10_000;

/** Assets, each of them once. The bounds are checked but not listed: they would cost more than they tell. */
export const assetIds = z
  .array(reference('asset'))
  .refine((ids) => ids.length > 0, 'must name at least one id')
  .refine((ids) => ids.length <= mostIds, `must name at most ${mostIds} ids; split the list`)
  .overwrite((ids) => [...new Set(ids)])
  .describe('Asset ids or file names');

/** Bounds here and below are checked but not listed: they would cost more than they tell. */
export const page = z
  .int()
  .refine((number) => number >= 1, 'must be at least 1')
  .default(1)
  .describe('From 1');

/** Items per page; what does not fit into an answer is lowered, and the answer says so. */
export const pageSize = z
  .int()
  .refine((number) => number >= 1 && number <= 1000, 'must be from 1 to 1000')
  .default(50)
  .describe('Up to 100');

export const detail = z.enum(['compact', 'full']).default('compact').describe('full: up to 10');

export const assetType = z.enum(AssetTypeEnum).optional().describe('Omit for all');

export const isFavorite = z.boolean().optional().describe('Omit for both');

/** Words to compare with; its bounds are checked but not listed: they would cost more than they tell. */
export const term = z
  .string()
  .trim()
  .refine((text) => text.length >= 1 && text.length <= 200, 'must have 1 to 200 characters')
  .optional();

/** A colour as Immich keeps it. */
export const hexColor = z
  .string()
  .trim()
  .refine((text) => /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text), 'must be hex, as #ff8800')
  .overwrite((text) => (text.startsWith('#') ? text : `#${text}`));
