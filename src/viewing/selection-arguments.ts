/** The arguments by which a tool takes a selection of assets: exactly one of them is given. */
import * as z from 'zod';
import type { manyOf } from '../catalog/list-arguments.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { Selection } from './eyes.ts';

/** How one kind of library names what is selected. */
export interface SelectionReferences {
  readonly assetIds: ReturnType<typeof manyOf>;
  readonly albumId: z.ZodString;
}

const longestText = 500;
const longestId = 100;

/** A day that exists, `2024-05-01`. */
const day = z
  .string()
  .trim()
  .refine(
    (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true,
    'must be a day, as 2024-05-01',
  );

/** A text of 1 to `most` characters; bounds are checked but not listed. */
function textUpTo(most: number): z.ZodString {
  return z
    .string()
    .trim()
    .refine((text) => text.length > 0 && text.length <= most, `must have 1 to ${most} characters`);
}

/** The arguments, each optional. */
export function selectionArguments({ assetIds, albumId }: SelectionReferences) {
  return {
    asset_ids: assetIds.optional(),
    album_id: albumId.optional(),
    search: textUpTo(longestText).optional().describe('Words'),
    duplicate_id: textUpTo(longestId).optional().describe('Group id'),
    day: day.optional().describe('As 2024-05-01'),
  };
}

type SelectionInput = z.output<z.ZodObject<ReturnType<typeof selectionArguments>>>;

/** The selection that was meant; fails unless there is exactly one. */
export function readSelection({ asset_ids, album_id, search, duplicate_id, day }: SelectionInput): Result<Selection> {
  const given: Selection[] = [
    ...(asset_ids === undefined ? [] : [{ by: 'ids' as const, ids: asset_ids }]),
    ...(album_id === undefined ? [] : [{ by: 'album' as const, id: album_id }]),
    ...(search === undefined ? [] : [{ by: 'search' as const, text: search }]),
    ...(duplicate_id === undefined ? [] : [{ by: 'duplicates' as const, id: duplicate_id }]),
    ...(day === undefined ? [] : [{ by: 'day' as const, day }]),
  ];
  const [selection] = given;
  if (selection !== undefined && given.length === 1) return success(selection);
  return failed('invalid_input', 'Give exactly one of asset_ids, album_id, search, duplicate_id, day.');
}
