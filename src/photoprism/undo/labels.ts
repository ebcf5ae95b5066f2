/** Brings back labels: what is set on them, and deleted ones. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendRemaking } from '../../restoring/facet.ts';
import { inTurn } from '../../restoring/turns.ts';
import { allLabels, isSameLabelName, labelStates } from '../changes/label-lookup.ts';
import { isOnOthers } from '../changes/labelled-photos.ts';
import { sendLabel } from '../changes/send-label.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { readPhotoUids } from '../paging.ts';
import { photoDetail } from '../photo-detail.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';

export const labels: PhotoPrismFacet = {
  fits: ({ kind }) => kind === 'photoprism_label',
  look: async (items, library, call) => {
    if (items.length === 0) return success([]);
    const states = await labelStates(
      items.map(({ id }) => id),
      library,
      call,
    );
    if (!states.ok) return states;
    return inParallel([...items.entries()], ([position, item]) =>
      withUse(item, states.value[position] ?? null, library, call),
    );
  },
  send: (items, library, call) => sendRemaking(inTurn(items), (item, remade) => sendOne(item, remade, library, call)),
};

/**
 * Says of each label that a change has made which photos are its own: those that the label is put on or taken off here.
 * Others may have it by then, and would lose it with the label.
 */
export function withOwnPhotos(items: readonly ChangeItem[]): readonly ChangeItem[] {
  const photosOf = new Map<string, string[]>();
  for (const { kind, id, before, after } of items) {
    // Of a label that was new it is null on one side.
    const labelId = after?.labelId ?? before?.labelId;
    if (kind !== 'photoprism_photo' || typeof labelId !== 'string') continue;
    photosOf.set(labelId, [...(photosOf.get(labelId) ?? []), id]);
  }
  const added = (state: JsonObject | null, id: string) =>
    state?.onOtherPhotos === undefined ? state : { ...state, ownPhotos: photosOf.get(id) ?? [] };
  return items.map((item) =>
    item.kind === 'photoprism_label'
      ? { ...item, before: added(item.before, item.id), after: added(item.after ?? null, item.id) }
      : item,
  );
}

/** Which photos are its own is no state of a label, and is not written down. */
export function withoutOwnPhotos(state: StateNow): StateNow {
  if (!state) return state;
  const { ownPhotos: _, ...rest } = state;
  return rest;
}

async function withUse(
  { id, before, after }: ChangeItem,
  state: JsonObject | null,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<StateNow>> {
  const written = { ...before, ...after };
  if (state === null || written.onOtherPhotos === undefined) return success(state);
  const { ownPhotos } = written;
  // It only matters to a label that is to go; and not to one that went all the same once, by force.
  const stays = before !== null && after !== null;
  if (stays || written.onOtherPhotos === true)
    return success({ ...state, onOtherPhotos: written.onOtherPhotos, ownPhotos });
  const label = { UID: id, Name: textOf(state.Name) };
  const onOtherPhotos = await isOnOthers(label, textsOf(ownPhotos), library, call);
  return onOtherPhotos.ok ? success({ ...state, onOtherPhotos: onOtherPhotos.value, ownPhotos }) : onOtherPhotos;
}

async function sendOne(
  item: ChangeItem,
  remade: Map<string, string>,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const { id, before, after } = item;
  if (after === null || after === undefined) {
    const path = ['batch', 'labels', 'delete'];
    return library.request({ method: 'POST', path, body: { labels: [id] }, answer: z.unknown() }, call);
  }
  const uid = before === null ? await makeAgain(item, remade, library, call) : success(id);
  if (!uid.ok) return uid;
  const now = await labelStates([uid.value], library, call);
  const { onOtherPhotos: _, ownPhotos: __, ...settings } = after;
  return now.ok ? sendLabel(uid.value, now.value[0] ?? {}, settings, library, call) : now;
}

/** PhotoPrism makes labels, and brings deleted ones back, only by putting them on a photo: it is taken off again at once. */
async function makeAgain(
  item: ChangeItem,
  remade: Map<string, string>,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<string>> {
  const Name = textOf(item.after?.Name);
  const known = await allLabels(library, call);
  if (!known.ok) return known;
  if (known.value.some((label) => isSameLabelName(label.Name, Name))) {
    return failed('conflict', 'there is another label of this name by now');
  }
  const photo = await somePhoto(library, call);
  if (!photo.ok) return photo;
  const path = ['photos', photo.value, 'label'];
  const there = new Set(known.value.map(({ UID }) => UID));
  const put = async (): Promise<Result<string>> => {
    const body = { Name, Uncertainty: 0, Priority: 0 };
    const made = await library.request({ method: 'POST', path, body, answer: photoDetail }, call);
    if (!made.ok) return made;
    const entry = made.value.body.Labels.find(
      ({ Label }) => Label !== null && isSameLabelName(Label?.Name ?? '', Name),
    );
    const uid = entry?.Label?.UID;
    if (entry === undefined || uid === undefined || there.has(uid)) {
      return failed('conflict', 'PhotoPrism takes this name for another label by now');
    }
    const taken = await library.request(
      { method: 'DELETE', path: [...path, entry.LabelID], answer: z.unknown() },
      call,
    );
    return taken.ok ? success(uid) : taken;
  };
  return makeOnce(item, put, remade, library);
}

/** One in the archive does as well. */
async function somePhoto(library: PhotoPrismLibrary, call: CallContext): Promise<Result<string>> {
  for (const archived of [undefined, true]) {
    const found = await readPhotoUids(library, { query: { order: 'oldest', archived }, most: 1, chunk: 2 }, call);
    if (!found.ok) return found;
    const [uid] = found.value.uids;
    if (uid !== undefined) return success(uid);
  }
  return failed('conflict', 'PhotoPrism has no photo to put it on, which alone makes a label');
}
