/** How assets that are shown look in an answer: a number that ties each to its picture, and what helps to choose. */
import type { JsonObject } from '../catalog/json.ts';
import { failed, type Result } from '../catalog/result.ts';
import { shortFileName } from '../catalog/short-text.ts';
import type { SeenAsset } from './eyes.ts';

/** Tokens, roughly, that a file name may take among twelve, and among sixty. */
export const nameRoom = { few: 36, many: 24 } as const;

/** One line of the list. `taken` is the clock time at the place, to the minute; `type` is left out for a picture. */
export function assetLine(asset: SeenAsset, number: number, room: number): JsonObject {
  return {
    number,
    id: asset.id,
    file: shortFileName(asset.file, room),
    ...(asset.taken === undefined ? {} : { taken: asset.taken.slice(0, 16) }),
    ...(asset.isVideo ? { type: 'VIDEO' } : {}),
    ...(asset.seconds === undefined ? {} : { seconds: Math.round(asset.seconds) }),
  };
}

/** What stands before its picture; the name is quoted, as everything that others wrote. */
export function captionOf(asset: SeenAsset, number: number): string {
  const file = JSON.stringify(shortFileName(asset.file, nameRoom.few));
  return [`${number}`, asset.id, file, asset.taken?.slice(0, 16)].filter((part) => part !== undefined).join(' ');
}

/** Ids of which nothing is shown, left out where there are none. */
export function tellUnseen({ missing, hidden }: UnseenIds): JsonObject {
  return {
    ...(missing === undefined || missing.length === 0 ? {} : { missing }),
    ...(hidden === undefined || hidden.length === 0 ? {} : { hidden }),
  };
}

interface UnseenIds {
  readonly missing?: readonly string[];
  readonly hidden?: readonly string[];
}

/** What a call fails with in which no asset can be shown. */
export function nothingToSee(library: string, { missing = [], hidden = [] }: UnseenIds): Result<never> {
  if (hidden.length > 0 && missing.length === 0) {
    return failed(
      'refused',
      'Locked and private assets are not shown, nor clips of Live Photos by themselves, and there are no others among these.',
    );
  }
  return failed('not_found', `${library} has none of these assets for this user.`, 'Take ids from a search or list.');
}
