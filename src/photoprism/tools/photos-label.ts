/** The tools that put a label on photos and take it off. */
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CallContext, ChangeOutcome, Plan } from '../../catalog/tool.ts';
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
    return planLabelling(
      photo_ids,
      {
        labelling: { key, name, labelled: true },
        // What PhotoPrism only supposes becomes certain.
        isSo: (photo) => labelOn(photo, key)?.Uncertainty === 0,
        after: () => ({ ...key, labelled: true, LabelSrc: 'manual', Uncertainty: 0 }),
      },
      library,
      call,
    );
  },
  apply: (work: LabelWork, library, call) => applyLabelling(work, library, call),
});

interface WantedLabelling {
  readonly labelling: Labelling;
  /** True of a photo that is as it should be. */
  isSo(photo: PhotoDetail): boolean;
  after(photo: PhotoDetail): JsonObject;
}

async function planLabelling(
  ids: readonly string[],
  { labelling, isSo, after }: WantedLabelling,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<Plan<LabelWork>>> {
  const meant = await photosMeant(ids, { isSo }, library, call);
  if (!meant.ok) return meant;
  const { affected, already } = meant.value;
  return success({
    preview: {
      label: shortText(labelling.name, 100),
      new_label: makesLabel(labelling) || undefined,
      ...tellPhotos(affected),
      ...tellAlready(labelling, already),
      ...tellLeftOut(meant.value),
    },
    items: photoItems(affected, (photo) => labelState(photo, labelling.key), after),
    work: { ...photosLeft(meant.value), photos: affected, labelling },
  });
}

async function applyLabelling(
  work: LabelWork,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<ChangeOutcome>> {
  const { labelling, photos, already } = work;
  const report = await setLabel(photos, labelling, library, call);
  const made = makesLabel(labelling) ? await labelMade(report, labelling, library) : [];
  const told = (done: number) => ({
    label: shortText(labelling.name, 100),
    new_label: made.length > 0 || undefined,
    [labelling.labelled ? 'labelled' : 'unlabelled']: done,
    ...tellAlready(labelling, already),
  });
  const outcome = tellOutcome(report, told, { ...work, look: 'photoprism_photos_get' });
  return outcome.ok ? success({ ...outcome.value, items: [...outcome.value.items, ...made] }) : outcome;
}

/** A label without an id is not there before a photo has it. */
function makesLabel({ key, labelled }: Labelling): boolean {
  return labelled && !('labelId' in key);
}

/** Photos that are as they should be. */
function tellAlready({ labelled }: Labelling, already: number): JsonObject {
  return { [labelled ? 'already_labelled' : 'not_labelled']: someOf(already) };
}

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
    const key = { labelId: label_id };
    return planLabelling(
      photo_ids,
      {
        labelling: { key, name: label.value.Name, labelled: false },
        isSo: (photo) => labelState(photo, key).labelled === false,
        after: (photo) => stateWithout(photo, key),
      },
      library,
      call,
    );
  },
  apply: (work: LabelWork, library, call) => applyLabelling(work, library, call),
});

/** Only what people or keywords put there goes; what PhotoPrism saw stays written down as not so. */
function stateWithout(photo: PhotoDetail, key: LabelKey): JsonObject {
  const source = labelOn(photo, key)?.LabelSrc ?? '';
  const isKept = source !== 'manual' && source !== 'keyword';
  return { ...key, ...unlabelled, ...(isKept ? { LabelSrc: source, Uncertainty: 100 } : {}) };
}
