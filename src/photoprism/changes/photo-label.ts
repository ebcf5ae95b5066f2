/** Puts a label on photos, or takes it off: PhotoPrism takes one photo at a time. */
import type { ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { type CheckedReport, checkAfter } from '../../changing/check-after.ts';
import { sendInChunks } from '../../changing/chunks.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { type PhotoDetail, photoDetail } from '../photo-detail.ts';
import { type KnownPhoto, lookUpPhoto } from './photo-lookup.ts';
import { type LabelKey, labelOn, labelState } from './states.ts';

export interface Labelling {
  readonly key: LabelKey;
  /** What PhotoPrism finds the label by, or makes it of. */
  readonly name: string;
  /** Whether the photos are to have it. */
  readonly labelled: boolean;
}

/** Sends the change photo by photo; each outcome says what is written down about the label on it then. */
export async function setLabel(
  photos: readonly KnownPhoto[],
  labelling: Labelling,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<CheckedReport> {
  const { key, labelled } = labelling;
  const details = new Map(photos.map(({ id, detail }) => [id, detail]));
  const sent = await sendInChunks(
    [...details.keys()],
    async ([id = '']) => {
      const answer = await sendOne(id, details.get(id), labelling, library, call);
      return answer.ok ? success([outcomeOf(id, stateOn(answer.value, key), labelled)]) : answer;
    },
    call,
    1,
  );
  return checkAfter(
    sent,
    {
      onlyUnclear: true,
      otherwise: labelled ? 'does not show the label' : 'still has the label',
      isSo: async (id, looking) => {
        const now = await lookUpPhoto(library, id, looking);
        if (!now.ok) return now;
        return success(now.value !== undefined && labelState(now.value.detail, key).labelled === labelled);
      },
    },
    call,
  );
}

async function sendOne(
  id: string,
  before: PhotoDetail | undefined,
  { key, name, labelled }: Labelling,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<PhotoDetail>> {
  const number = before === undefined ? undefined : labelOn(before, key)?.LabelID;
  const wanted = labelled
    ? { method: 'POST' as const, path: ['photos', id, 'label'], body: { Name: name, Uncertainty: 0, Priority: 0 } }
    : { method: 'DELETE' as const, path: ['photos', id, 'label', number ?? 0] };
  const answer = await library.request({ ...wanted, answer: photoDetail }, call);
  return answer.ok ? success(answer.value.body) : answer;
}

/** With the uid that a label has got by being put on. */
function stateOn(photo: PhotoDetail, key: LabelKey): JsonObject {
  const labelId = labelOn(photo, key)?.Label?.UID;
  return { ...labelState(photo, key), ...(labelId === undefined || labelId === '' ? {} : { labelId }) };
}

function outcomeOf(id: string, after: JsonObject, labelled: boolean): ItemOutcome {
  if (after.labelled === labelled) return { id, ok: true, after };
  return { id, ok: false, error: labelled ? 'does not show the label' : 'still has the label' };
}
