/** The tool that sets something on one photo. */
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { lookUpPhoto, withPhoto } from '../changes/photo-lookup.ts';
import { isAsSet, planSettings, settingArguments, settingsNow, withoutSources } from '../changes/photo-settings.ts';
import { sendSettings } from '../changes/send-settings.ts';
import { updateOne } from '../changes/update-one.ts';
import { photoAlone } from '../present/photo-alone.ts';
import { photoId } from './arguments.ts';
import { defineChange } from './define.ts';

export const photosUpdate = defineChange({
  name: 'photoprism_photos_update',
  title: 'Update PhotoPrism photo',
  description: 'Sets texts, date, position or flags of one photo, at once; indexing keeps what was set so.',
  toolset: 'photoprism_photos',
  effect: 'change',
  permission: 'update',
  scopes: ['photos'],
  input: z.strictObject({ photo_id: photoId, ...settingArguments }),
  output: z.looseObject({ id: z.string() }),
  async plan({ photo_id, ...settings }, library, call) {
    const photo = withPhoto(await lookUpPhoto(library, photo_id, call));
    if (!photo.ok) return photo;
    const { detail, view } = photo.value;
    const change = planSettings(detail, settings);
    if (!change.ok) return change;
    const { before, after } = change.value;
    return success({
      preview: { ...view, changes: withoutSources(after), before: withoutSources(before) },
      items: [{ kind: 'photoprism_photo', id: photo_id, before, after }],
      work: { photo_id, before, after },
    });
  },
  async apply({ photo_id: id, before, after }, library, call) {
    const updated = await updateOne(library, {
      what: 'photo',
      look: 'photoprism_photos_get',
      send: () => sendSettings(id, after, library, call),
      read: async (looking) => withPhoto(await lookUpPhoto(library, id, looking)),
      isSo: ({ detail }) => isAsSet(detail, after),
    });
    if (!updated.ok) return updated;
    const { detail } = updated.value;
    const items = [{ id, ok: true, after: settingsNow(detail, before) }];
    return success({ items, data: photoAlone(detail, library.links) });
  },
});
