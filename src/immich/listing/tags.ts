/** The tags of a library, and how they hang together. */
import { getAllTags, type TagResponseDto } from '@immich/sdk';
import { failed, type Result } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** All tags of the user, in the library's order: by path. */
export async function listTags(library: ImmichLibrary, call: RequestCall): Promise<Result<TagResponseDto[]>> {
  const tags = await library.request((sdk) => getAllTags(sdk), call);
  if (!tags.ok || Array.isArray(tags.value)) return tags;
  return failed('unexpected', `${library.name} does not list tags like Immich.`, 'Check IMMICH_BASE_URL.');
}

/** A tag with all below it, parents before children. What hangs together is told by parents, not by paths. */
export function subtreeOf(root: TagResponseDto, tags: readonly TagResponseDto[]): TagResponseDto[] {
  const children = groupByParent(tags);
  // A set keeps each tag once, also where a server sends a circle.
  const tree = new Set([root]);
  for (const tag of tree) for (const child of children.get(tag.id) ?? []) tree.add(child);
  return [...tree];
}

function groupByParent(tags: readonly TagResponseDto[]): Map<string | undefined, TagResponseDto[]> {
  const children = new Map<string | undefined, TagResponseDto[]>();
  for (const tag of tags) children.set(tag.parentId, [...(children.get(tag.parentId) ?? []), tag]);
  return children;
}
