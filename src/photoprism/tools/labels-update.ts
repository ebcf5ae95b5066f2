/** The tool that sets something on a label. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { sameState } from '../../catalog/states.ts';
import { allLabels, isSameLabelName, labelSettings, requireLabel } from '../changes/label-lookup.ts';
import { sendLabel } from '../changes/send-label.ts';
import { updateOne } from '../changes/update-one.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { compactLabel } from '../present/label.ts';
import { labelId } from './arguments.ts';
import { defineChange } from './define.ts';

/** PhotoPrism cuts longer names without a word. */
const longestName = 160;

export const labelsUpdate = defineChange({
  name: 'photoprism_labels_update',
  title: 'Update PhotoPrism label',
  description: 'Renames a label, marks it as favorite, or sets its priority, at once.',
  toolset: 'photoprism_labels',
  effect: 'change',
  permission: 'update',
  scopes: ['labels'],
  input: z.strictObject({
    label_id: labelId,
    name: z
      .string()
      .trim()
      .refine((text) => text.length > 0 && text.length <= longestName, `must have 1 to ${longestName} characters`)
      .optional()
      .describe('New name'),
    favorite: z.boolean().optional().describe('Set or clear'),
    priority: z
      .int()
      .refine((number) => Math.abs(number) <= 1000, 'must be from -1000 to 1000')
      .optional()
      .describe('Below 0 hides it'),
  }),
  output: z.looseObject({ id: z.string() }),
  async plan({ label_id, name, favorite, priority }, library, call) {
    const label = await requireLabel(library, label_id, call);
    if (!label.ok) return label;
    const after: JsonObject = {
      ...(name === undefined ? {} : { Name: name }),
      ...(favorite === undefined ? {} : { Favorite: favorite }),
      ...(priority === undefined ? {} : { Priority: priority }),
    };
    const fields = Object.keys(after);
    if (fields.length === 0) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give at least one of the optional arguments.');
    }
    const free = name === undefined ? success(undefined) : await isFree(name, label_id, library, call);
    if (!free.ok) return free;
    const now = labelSettings(label.value);
    const before = Object.fromEntries(fields.map((field) => [field, now[field]]));
    return success({
      preview: { ...compactLabel(label.value), changes: after },
      items: [{ kind: 'photoprism_label', id: label_id, before, after }],
      work: { label_id, before, after },
    });
  },
  async apply({ label_id: id, before, after }, library, call) {
    const updated = await updateOne(library, {
      what: 'label',
      look: 'photoprism_labels_get',
      send: () => sendLabel(id, before, after, library, call),
      read: (looking) => requireLabel(library, id, looking),
      isSo: (now) => sameState(after, labelSettings(now)),
    });
    return updated.ok ? success({ items: [{ id, ok: true }], data: compactLabel(updated.value) }) : updated;
  },
});

/** Two labels of one name would be one to every search. */
async function isFree(
  name: string,
  own: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<undefined>> {
  const labels = await allLabels(library, call);
  if (!labels.ok) return labels;
  const other = labels.value.find(({ UID, Name }) => UID !== own && isSameLabelName(Name, name));
  return other === undefined
    ? success(undefined)
    : failed(
        'conflict',
        `There is a label of that name already: ${JSON.stringify(shortText(other.Name, 30))} (${other.UID}).`,
      );
}
