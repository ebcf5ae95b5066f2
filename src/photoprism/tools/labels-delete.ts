/** The tool that deletes a label. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import { counted } from '../../catalog/counted.ts';
import { mostIds } from '../../catalog/list-arguments.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { someOf } from '../../changing/tell.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { labelSettings, requireLabel } from '../changes/label-lookup.ts';
import { photosLabelled } from '../changes/labelled-photos.ts';
import { photoItems, tellPhotos } from '../changes/photo-plan.ts';
import { labelOn, labelState, unlabelled } from '../changes/states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { compactLabel } from '../present/label.ts';
import { labelId } from './arguments.ts';
import { defineChange } from './define.ts';

export const labelsDelete = defineChange({
  name: 'photoprism_labels_delete',
  title: 'Delete PhotoPrism label',
  description: 'Deletes a label, and so takes it off all photos, which stay. Previews by default.',
  toolset: 'photoprism_labels',
  effect: 'remove',
  permission: 'delete',
  scopes: ['labels', 'photos'],
  deadlineSeconds: 600,
  input: z.strictObject({ label_id: labelId }),
  output: z.looseObject({ affected_count: z.int().optional(), deleted: z.string().optional() }),
  async plan({ label_id }, library, call) {
    const label = await requireLabel(library, label_id, call);
    if (!label.ok) return label;
    const carrying = await photosLabelled(label.value, library, call);
    if (!carrying.ok) return carrying;
    const { photos, complete } = carrying.value;
    const key = { labelId: label_id };
    const manual = photos.filter(({ detail }) => labelOn(detail, key)?.LabelSrc === 'manual').length;
    const own: ChangeItem = { kind: 'photoprism_label', id: label_id, before: labelSettings(label.value), after: null };
    const { name } = compactLabel(label.value);
    return success({
      preview: {
        ...compactLabel(label.value),
        ...tellPhotos(photos),
        labelled_by_hand: someOf(manual),
        more: complete
          ? undefined
          : `More than ${mostIds} photos have it: history_undo brings it back to the first only.`,
      },
      items: [
        own,
        ...photoItems(
          photos,
          (photo) => labelState(photo, key),
          () => ({ ...key, ...unlabelled }),
        ),
      ],
      ...(photos.length === 0 ? {} : { caution: `it takes the label off ${counted(photos.length, 'photo')}` }),
      work: { label_id, name, ids: photos.map(({ id }) => id) },
    });
  },
  async apply({ label_id: id, name, ids }, library, call) {
    const path = ['batch', 'labels', 'delete'];
    const body = { labels: [id] };
    const answer = await library.request({ method: 'POST', path, body, answer: z.unknown() }, call);
    if (!answer.ok && !isUnclear(answer.failure)) return answer;
    const gone = await isGone(id, library);
    if (answer.ok ? gone === false : gone !== true) return notDeleted(answer, gone, library);
    const items = [id, ...ids].map((each) => ({ id: each, ok: true }));
    return success({ items, data: { deleted: id, name, unlabelled: someOf(ids.length) } });
  },
});

/** Undefined when it cannot be told. */
async function isGone(uid: string, library: PhotoPrismLibrary): Promise<boolean | undefined> {
  const now = await requireLabel(library, uid, lookAgain());
  if (now.ok) return false;
  return now.failure.code === 'not_found' ? true : undefined;
}

function notDeleted(answer: Result<unknown>, gone: boolean | undefined, library: PhotoPrismLibrary): Result<never> {
  if (answer.ok) return failed('conflict', `${library.name} took the deletion, but the label is still there.`);
  const state = gone === false ? 'The label is still there.' : 'Whether the label was deleted is unclear.';
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, 'Look with photoprism_labels_get first.');
}
