/** Brings back the texts, times, places and flags of photos. */
import type { ChangeItem } from '../../catalog/change.ts';
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
      items.map(({ id }) => ({ id, state: settingsOf })),
      library,
      call,
    ),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    await sendEach(items, ({ id, after }) => sendSettings(id, after ?? {}, library, call), errors);
    return { errors, remade: new Map() };
  },
};
