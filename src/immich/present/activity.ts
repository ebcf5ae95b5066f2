/** How a comment or a like looks in an answer. The words are strangers'. */
import type { ActivityResponseDto } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';

/** `room` bounds a comment, in tokens, roughly. */
export function tellActivity(activity: ActivityResponseDto, room: number): JsonObject {
  const { id, type, comment, user, assetId, createdAt } = activity;
  return {
    id,
    type,
    comment: comment ? shortText(comment, room) : undefined,
    user: shortText(user.name, 12),
    assetId: assetId ?? undefined,
    createdAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(createdAt)?.[0],
  };
}
