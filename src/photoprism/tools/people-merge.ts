/** The tool that makes one person of two. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext, ChangeOutcome } from '../../catalog/tool.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { markerStates } from '../changes/marker-states.ts';
import { planMerge } from '../changes/merge-subjects.ts';
import { readSubject, requireSubject } from '../changes/subject-states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { personAlone } from '../present/person.ts';
import type { SubjectRow } from '../subject-row.ts';
import { personId } from './arguments.ts';
import { defineChange } from './define.ts';

interface MergeWork {
  /** Who goes. */
  readonly id: string;
  readonly stays: SubjectRow;
  readonly items: readonly ChangeItem[];
}

export const peopleMerge = defineChange({
  name: 'photoprism_people_merge',
  title: 'Merge PhotoPrism people',
  description:
    'Gives all faces of a person to another one, and that person is gone; only history_undo brings them back. Previews by default.',
  toolset: 'photoprism_people',
  effect: 'remove',
  permission: 'update',
  scopes: ['people', 'photos'],
  deadlineSeconds: 300,
  input: z.strictObject({
    person_id: personId.describe('Who goes: id or name'),
    into_person_id: personId.describe('Who stays'),
  }),
  output: z.looseObject({ merged: z.string().optional() }),
  async plan({ person_id, into_person_id }, library, call) {
    if (person_id === into_person_id) return failed('invalid_input', 'Nobody can be merged into themselves.');
    const goes = await requireSubject(person_id, library, call);
    if (!goes.ok) return goes;
    const stays = await requireSubject(into_person_id, library, call);
    if (!stays.ok) return stays;
    const merge = await planMerge(goes.value, stays.value, library, call);
    if (!merge.ok) return merge;
    const { items, photos, faces } = merge.value;
    const undoable = faces === undefined ? ' There are too many faces to write down: it cannot be undone.' : '';
    const work: MergeWork = { id: person_id, stays: stays.value, items };
    return success({
      preview: {
        merges: personAlone(goes.value, library),
        into: personAlone(stays.value, library),
        photos_moved: photos,
        faces_moved: faces,
        note: `All faces go to the one who stays; the other one is gone, with what was written about them.${undoable}`,
      },
      items,
      caution: `it makes one person of two${undoable === '' ? '' : ', for good'}`,
      work,
    });
  },
  apply: (work: MergeWork, library, call) => applyMerge(work, library, call),
});

/** PhotoPrism answers with the person who is gone: only looking again tells whether they are. */
async function applyMerge(
  { id, stays, items }: MergeWork,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<ChangeOutcome>> {
  // The name as PhotoPrism has it, so that it finds just that person.
  const body = { Name: stays.Name };
  const sent = await library.request({ method: 'PUT', path: ['subjects', id], body, answer: z.unknown() }, call);
  if (!sent.ok && !isUnclear(sent.failure)) return sent;
  const now = await readSubject(id, library, lookAgain());
  if (!now.ok || now.value !== undefined) return notMerged(sent, now.ok);
  const places = items.flatMap(({ id: marker, kind, before }) =>
    kind === 'photoprism_marker' && typeof before?.photoId === 'string'
      ? [{ id: marker, photoId: before.photoId }]
      : [],
  );
  const moved = await markerStates(places, library, { signal: AbortSignal.timeout(60_000) });
  const outcomes = places.map(({ id: marker }, at) => {
    if (!moved.ok) return { id: marker, ok: false, error: 'not confirmed', unclear: true } as const;
    return moved.value[at]?.SubjUID === stays.UID
      ? { id: marker, ok: true }
      : { id: marker, ok: false, error: 'did not go over' };
  });
  const person = await readSubject(stays.UID, library, lookAgain());
  const wrong = outcomes.filter(({ ok }) => !ok).length;
  return success({
    items: [{ id, ok: true }, ...outcomes],
    data: {
      ...personAlone((person.ok ? person.value : undefined) ?? stays, library),
      merged: id,
      faces_moved: outcomes.length - wrong,
      faces_not_moved: wrong === 0 ? undefined : wrong,
    },
  });
}

function notMerged(sent: Result<unknown>, seen: boolean): Result<never> {
  const state = seen ? 'Both people are still there.' : 'Whether the two were made one is unclear.';
  const hint = 'Look with photoprism_people_get before trying again.';
  return sent.ok
    ? failed('conflict', `PhotoPrism took the new name. ${state}`, hint)
    : failed(sent.failure.code, `${sent.failure.message} ${state}`, hint);
}
