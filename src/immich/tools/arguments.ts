/** Arguments that several tools take, each described once. */
import { AssetTypeEnum } from '@immich/sdk';
import * as z from 'zod';
import { manyOf } from '../../catalog/list-arguments.ts';
import { reference, uuid } from '../naming/reference.ts';

/** An id in the library: a UUID, lower-cased, because Immich finds no other. */
export const id = z.string().trim().toLowerCase().regex(uuid, 'must be an id (UUID) as the listing tools return them');

export const assetId = reference('asset').describe('Id or file name');

export const albumId = reference('album').describe('Id or name');

export const personId = reference('person').describe('Id or name');

export const tagId = reference('tag').describe('Id or path');

/** Assets, each of them once. */
export const assetIds = manyOf(reference('asset')).describe('Ids or file names');

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
