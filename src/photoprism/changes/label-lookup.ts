/** Looks up labels, for plans and for looking whether a change was made. */
import type { ItemOutcome } from '../../catalog/change.ts';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { type LabelRow, labelRow } from '../label-row.ts';
import { isUid } from '../naming/uid.ts';
import { readWholeList } from '../whole-list.ts';

/** Every label, also those that PhotoPrism keeps out of its own list, with how many photos each has. */
export async function allLabels(library: PhotoPrismLibrary, call: RequestCall): Promise<Result<readonly LabelRow[]>> {
  const labels = await readWholeList(library, { path: ['labels'], query: { all: true }, row: labelRow }, call);
  return labels.ok ? success(labels.value.rows) : labels;
}

/** PhotoPrism tells labels apart by letters and digits alone, and writes names its own way. */
export function isSameLabelName(one: string, other: string): boolean {
  return lettersOf(one) === lettersOf(other);
}

function lettersOf(name: string): string {
  const folded = foldText(name);
  return folded.replace(/[^\p{L}\p{N}]+/gu, '') || folded;
}

/** The label with this uid or name; undefined where there is none. */
export async function findLabel(
  library: PhotoPrismLibrary,
  label: string,
  call: RequestCall,
): Promise<Result<LabelRow | undefined>> {
  const labels = await allLabels(library, call);
  if (!labels.ok) return labels;
  const exact = labels.value.find(({ UID, Name }) => UID === label.toLowerCase() || Name === label);
  const found = exact ?? labels.value.find(({ Name }) => isSameLabelName(Name, label));
  // Nobody calls a label like a uid.
  return found === undefined && isUid('label', label) ? noSuchLabel() : success(found);
}

/** The label with this uid; that there is none is a failure. */
export async function requireLabel(
  library: PhotoPrismLibrary,
  uid: string,
  call: RequestCall,
): Promise<Result<LabelRow>> {
  const answer = await library.request({ path: ['labels', uid], answer: labelRow }, call);
  if (answer.ok) return success(answer.value.body);
  return answer.failure.code === 'not_found' ? noSuchLabel() : answer;
}

function noSuchLabel(): Result<never> {
  return failed('not_found', 'This label does not exist.', 'Take ids from photoprism_labels_list.');
}

/** What can be set on a label; items of the kind `photoprism_label` hold a part of this. */
export function labelSettings({ Name, Priority, Favorite }: LabelRow): JsonObject {
  return { Name, Priority, Favorite };
}

/**
 * What is written down of a label that a change has made: it goes with the change, unless by then it is on photos that
 * the change did not put it on (`onOtherPhotos`).
 */
export function madeLabel(label: LabelRow): ItemOutcome {
  const after = { ...labelSettings(label), onOtherPhotos: false };
  return { id: label.UID, ok: true, made: { kind: 'photoprism_label', after } };
}

/** The settings of each of these labels now, in order; null for those that do not exist. */
export async function labelStates(
  uids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly (JsonObject | null)[]>> {
  const labels = await allLabels(library, call);
  if (!labels.ok) return labels;
  return success(
    uids.map((uid) => {
      const label = labels.value.find(({ UID }) => UID === uid);
      return label === undefined ? null : labelSettings(label);
    }),
  );
}
