/** How a tag looks in an answer. */
import type { TagResponseDto } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';

/** In a list of many: its path, which says its name and its parents. */
export function tagInList({ id, value, color }: TagResponseDto): JsonObject {
  return { id, value: shortText(value, 50), color: colorOf(color) };
}

/** On its own. */
export function tagAlone({ id, name, value, color, parentId }: TagResponseDto): JsonObject {
  return {
    id,
    name: shortText(name, 200),
    value: shortText(value, 500),
    color: colorOf(color),
    parentId: parentId ?? undefined,
  };
}

function colorOf(color: string | null | undefined): string | undefined {
  return color ? shortText(color, 10) : undefined;
}
