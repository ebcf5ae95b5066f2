/** Brings back the texts, times, places and flags of photos. */
import type { ChangeItem } from '../../catalog/change.ts';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import { sendEach } from '../../restoring/facet.ts';
import { settingsOf } from '../changes/photo-settings.ts';
import { sendSettings } from '../changes/send-settings.ts';
import { photoStates } from '../changes/states.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { roleOf } from './photo-role.ts';

export const photoSettings: PhotoPrismFacet = {
  fits: (item) => roleOf(item) === 'settings',
  objection: ({ before, after }) => {
    if (after === null) return 'was deleted for good';
    return before === null ? 'cannot be deleted by taking something back' : undefined;
  },
  look: (items, library, call) =>
    photoStates(
      items.map((item) => ({ id: item.id, state: (photo) => withKeywordsOf(settingsOf(photo), item) })),
      library,
      call,
    ),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    await sendEach(items, ({ id, after }) => sendSettings(id, after ?? {}, library, call), errors);
    return { errors, remade: new Map() };
  },
};

/** PhotoPrism writes keywords that somebody sets in lower case and in order, as those from files are not: the words count. */
function withKeywordsOf(now: JsonObject, { before, after }: ChangeItem): JsonObject {
  const written = [after, before]
    .map((state) => state?.DetailsKeywords)
    .find((text) => isSameWords(text, now.DetailsKeywords));
  return written === undefined ? now : { ...now, DetailsKeywords: written };
}

function isSameWords(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return typeof one === 'string' && typeof other === 'string' && wordsOf(one) === wordsOf(other);
}

function wordsOf(text: string): string {
  return [...new Set(foldText(text).match(/[\p{L}\p{N}'-]+/gu) ?? [])].sort().join(' ');
}
