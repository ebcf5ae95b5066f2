/** Brings back which labels photos have, and what was written down about each. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { sendEach } from '../../restoring/facet.ts';
import { type LabelKey, labelOn, labelState, photoStates } from '../changes/states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { labelRow } from '../label-row.ts';
import { type PhotoDetail, type PhotoLabel, photoDetail } from '../photo-detail.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { roleOf } from './photo-role.ts';

/** Labels from these sources go when they are taken off; all others stay, ruled out. */
const removable: ReadonlySet<string> = new Set(['manual', 'keyword']);

export const photoLabels: PhotoPrismFacet = {
  fits: (item) => roleOf(item) === 'label',
  look: (items, library, call) =>
    photoStates(
      items.map((item) => ({ id: item.id, state: (photo) => stateLike(photo, item) })),
      library,
      call,
    ),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    await sendEach(items, (item) => setLabel(item, library, call), errors);
    return { errors, remade: new Map() };
  },
};

/** In the terms of the item: a new label is written down by its name, too; how a photo does not have one is no matter. */
function stateLike(photo: PhotoDetail, item: ChangeItem): JsonObject {
  const { labelName } = { ...item.before, ...item.after };
  const now = labelState(photo, keyOf(item));
  const { labelled, LabelSrc, Uncertainty } = item.after ?? {};
  return {
    ...now,
    ...(labelName === undefined ? {} : { labelName }),
    ...(now.labelled === false && labelled === false ? { LabelSrc, Uncertainty } : {}),
  };
}

function keyOf({ before, after }: ChangeItem): LabelKey {
  const { labelId, labelName } = { ...before, ...after };
  return typeof labelId === 'string' ? { labelId } : { labelName: textOf(labelName) };
}

async function setLabel(item: ChangeItem, library: PhotoPrismLibrary, call: CallContext): Promise<Result<unknown>> {
  const [key, wanted] = [keyOf(item), item.after ?? {}];
  const photo = await library.request({ path: ['photos', item.id], answer: photoDetail }, call);
  if (!photo.ok) return photo;
  const present = labelOn(photo.value.body, key);
  const hasEntry = wanted.labelled === true || typeof wanted.Uncertainty === 'number';
  if (!hasEntry) return present === undefined ? success(undefined) : takeOff(item.id, present, library, call);
  const entry = present === undefined ? await putOn(item.id, key, library, call) : success(present);
  if (!entry.ok) return entry;
  const body = {
    Uncertainty: typeof wanted.Uncertainty === 'number' ? wanted.Uncertainty : 0,
    LabelSrc: typeof wanted.LabelSrc === 'string' ? wanted.LabelSrc : entry.value.LabelSrc,
  };
  const isSo = entry.value.Uncertainty === body.Uncertainty && entry.value.LabelSrc === body.LabelSrc;
  return isSo ? entry : setEntry(item.id, entry.value, body, library, call);
}

/** What a person did not put on would stay, ruled out, where nothing was before. */
async function takeOff(
  photoId: string,
  entry: PhotoLabel,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  if (!removable.has(entry.LabelSrc)) {
    const owned = await setEntry(photoId, entry, { LabelSrc: 'manual' }, library, call);
    if (!owned.ok) return owned;
  }
  const path = ['photos', photoId, 'label', entry.LabelID];
  return library.request({ method: 'DELETE', path, answer: z.unknown() }, call);
}

/** PhotoPrism takes labels by their name only; a deleted one of this name comes back with it. */
async function putOn(
  photoId: string,
  key: LabelKey,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<PhotoLabel>> {
  const name = await nameOf(key, library, call);
  if (!name.ok) return name;
  const body = { Name: name.value, Uncertainty: 0, Priority: 0 };
  const answer = await library.request(
    { method: 'POST', path: ['photos', photoId, 'label'], body, answer: photoDetail },
    call,
  );
  return answer.ok ? entryIn(answer.value.body, key) : answer;
}

function entryIn(photo: PhotoDetail, key: LabelKey): Result<PhotoLabel> {
  const entry = labelOn(photo, key);
  return entry === undefined ? failed('conflict', 'another label has this name by now') : success(entry);
}

async function nameOf(key: LabelKey, library: PhotoPrismLibrary, call: CallContext): Promise<Result<string>> {
  if ('labelName' in key) return success(key.labelName);
  const label = await library.request({ path: ['labels', key.labelId], answer: labelRow }, call);
  if (label.ok) return success(label.value.body.Name);
  return label.failure.code === 'not_found' ? failed('conflict', 'its label was deleted') : label;
}

function setEntry(
  photoId: string,
  { LabelID }: PhotoLabel,
  body: object,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  return library.request(
    { method: 'PUT', path: ['photos', photoId, 'label', LabelID], body, answer: z.unknown() },
    call,
  );
}
