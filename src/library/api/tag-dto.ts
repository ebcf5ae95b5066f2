/** Tags as Immich answers them. */
import type { TagResponseDto } from '@immich/sdk';
import type { Selectable } from 'kysely';
import type { TagTable } from '../store/schema.ts';
import { isoDate } from './dates.ts';

/** A tag; `parentId` and `color` are left out where there is none. `writeDate` says which of the two date forms the place asks for. */
export function tagDto(
  tag: Selectable<TagTable>,
  writeDate: (milliseconds: number) => string = isoDate,
): TagResponseDto {
  return {
    id: tag.id,
    ...(tag.parentId === null ? {} : { parentId: tag.parentId }),
    name: tag.value.slice(tag.value.lastIndexOf('/') + 1),
    value: tag.value,
    createdAt: writeDate(tag.createdAt),
    updatedAt: writeDate(tag.updatedAt),
    ...(tag.color === null ? {} : { color: tag.color }),
  };
}
