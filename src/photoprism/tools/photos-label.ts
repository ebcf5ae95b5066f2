/** The tools that put a label on photos and take it off. */
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CheckedReport } from '../../changing/check-after.ts';
import { someOf, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { findLabel, madeLabel, requireLabel } from '../changes/label-lookup.ts';
import { type Labelling, setLabel } from '../changes/photo-label.ts';
import type { KnownPhoto } from '../changes/photo-lookup.ts';
import { type PhotosLeft, photoItems, photosLeft, photosMeant, tellPhotos } from '../changes/photo-plan.ts';
import { type LabelKey, labelOn, labelState, unlabelled } from '../changes/states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { PhotoDetail } from '../photo-detail.ts';
import { labelId, photoIds } from './arguments.ts';
import { defineChange } from './define.ts';

interface LabelWork extends PhotosLeft {
  readonly labelling: Labelling;
  readonly photos: readonly KnownPhoto[];
}

const newLabel = z
  .string()
  .trim()
  .refine(
    (text) => /[\p{L}\p{N}]/u.test(text) && text.length <= 160,
    'must have 1 to 160 characters, some of them letters',
  )
  .describe('Name; new ones are made');

export const photosLabel = defineChange({
  name: 'photoprism_photos_label',
  title: 'Label PhotoPrism photos',
  description: 'Puts a label on photos, at once.',
  toolset: 'photoprism_labels',
  effect: 'change',
  permission: 'update',
  scopes: ['photos', 'labels'],
  deadlineSeconds: 600,
  input: z.strictObject({ label: newLabel, photo_ids: photoIds }),
  output: z.looseObject({ label: z.string(), labelled: z.int().optional() }),
  async plan({ label, photo_ids }, library, call) {
    const known = await findLabel(library, label, call);
    if (!known.ok) return known;
    const name = known.value?.Name ?? label;
    const key: LabelKey = known.value === undefined ? { labelName: name } : { labelId: known.value.UID };
    // What PhotoPrism only supposes becomes certain.
    const isSo = (photo: PhotoDetail) => labelOn(photo, key)?.Uncertainty === 0;
    const meant = await photosMeant(photo_ids, { isSo }, library, call);
    if (!meant.ok) return meant;
    const { affected, already } = meant.value;
    const work: LabelWork = {
      ...photosLeft(meant.value),
      photos: affected,
      labelling: { key, name, labelled: true },
    };
    return success({
      preview: {
        label: shortText(name, 100),
        new_label: known.value === undefined || undefined,
        ...tellPhotos(affected),
        already_labelled: someOf(already),
        ...tellLeftOut(meant.value),
      },
      items: photoItems(
        affected,
        (photo) => labelState(photo, key),
        () => ({ ...key, labelled: true, LabelSrc: 'manual', Uncertainty: 0 }),
      ),
      work,
    });
  },
  async apply(work: LabelWork, library, call) {
    const report = await setLabel(work.photos, work.labelling, library, call);
    const made = 'labelId' in work.labelling.key ? [] : await labelMade(report, work.labelling, library);
    const told = (labelled: number) => ({
      label: shortText(work.labelling.name, 100),
      new_label: made.length > 0 || undefined,
      labelled,
      already_labelled: someOf(work.already),
    });
    const outcome = tellOutcome(report, told, { ...work, look: 'photoprism_photos_get' });
    return outcome.ok ? success({ ...outcome.value, items: [...outcome.value.items, ...made] }) : outcome;
  },
});

/** The label that was made by putting it on; none where it cannot be seen. */
async function labelMade(
  { outcomes }: CheckedReport,
  { name }: Labelling,
  library: PhotoPrismLibrary,
): Promise<readonly ItemOutcome[]> {
  const done = outcomes.filter(({ ok }) => ok);
  if (done.length === 0) return [];
  const uid = done.map(({ after }) => after?.labelId).find((id) => typeof id === 'string');
  const label =
    typeof uid === 'string'
      ? await requireLabel(library, uid, lookAgain())
      : await findLabel(library, name, lookAgain());
  return label.ok && label.value !== undefined ? [madeLabel(label.value)] : [];
}

export const photosUnlabel = defineChange({
  name: 'photoprism_photos_unlabel',
  title: 'Unlabel PhotoPrism photos',
  description: 'Takes a label off photos. Previews by default.',
  toolset: 'photoprism_labels',
  effect: 'remove',
  permission: 'update',
  scopes: ['photos', 'labels'],
  deadlineSeconds: 600,
  input: z.strictObject({ label_id: labelId, photo_ids: photoIds }),
  output: z.looseObject({ label: z.string(), unlabelled: z.int().optional() }),
  async plan({ label_id, photo_ids }, library, call) {
    const label = await requireLabel(library, label_id, call);
    if (!label.ok) return label;
    const { Name: name } = label.value;
    const key = { labelId: label_id };
    const isSo = (photo: PhotoDetail) => labelState(photo, key).labelled === false;
    const meant = await photosMeant(photo_ids, { isSo }, library, call);
    if (!meant.ok) return meant;
    const { affected, already } = meant.value;
    const work: LabelWork = {
      ...photosLeft(meant.value),
      photos: affected,
      labelling: { key, name, labelled: false },
    };
    return success({
      preview: {
        label: shortText(name, 100),
        ...tellPhotos(affected),
        not_labelled: someOf(already),
        ...tellLeftOut(meant.value),
      },
      items: photoItems(
        affected,
        (photo) => labelState(photo, key),
        (photo) => stateWithout(photo, key),
      ),
      work,
    });
  },
  async apply(work: LabelWork, library, call) {
    const report = await setLabel(work.photos, work.labelling, library, call);
    const told = (unlabelled: number) => ({
      label: shortText(work.labelling.name, 100),
      unlabelled,
      not_labelled: someOf(work.already),
    });
    return tellOutcome(report, told, { ...work, look: 'photoprism_photos_get' });
  },
});

/** Only what people or keywords put there goes; what PhotoPrism saw stays written down as not so. */
function stateWithout(photo: PhotoDetail, key: LabelKey): JsonObject {
  const source = labelOn(photo, key)?.LabelSrc ?? '';
  const isKept = source !== 'manual' && source !== 'keyword';
  return { ...key, ...unlabelled, ...(isKept ? { LabelSrc: source, Uncertainty: 100 } : {}) };
}
