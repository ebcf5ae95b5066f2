/** The tools that say whose face it is, and that nobody knows. */
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { textOf } from '../../catalog/state-values.ts';
import { sameState } from '../../catalog/states.ts';
import type { CallContext, ChangeOutcome } from '../../catalog/tool.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { faceNow, goneWith } from '../changes/face-now.ts';
import { faceInPhoto, faceOfCluster } from '../changes/find-face.ts';
import { markerState } from '../changes/marker-states.ts';
import { freeFace, nameFace } from '../changes/name-face.ts';
import { listSubjects } from '../changes/subject-states.ts';
import { updateOne } from '../changes/update-one.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { faceView } from '../present/person.ts';
import type { SubjectRow } from '../subject-row.ts';
import { photoId, textUpTo } from './arguments.ts';
import { defineChange } from './define.ts';
import { faceId, isMarker } from './face-arguments.ts';

const look = 'photoprism_faces_list';

interface NameWork {
  readonly id: string;
  readonly photo: string;
  readonly Name: string;
  readonly before: JsonObject;
  /** Whether it is somebody else's face until then. */
  readonly isNamed: boolean;
}

export const facesName = defineChange({
  name: 'photoprism_faces_name',
  title: 'Name a PhotoPrism face',
  description:
    'Says whose face it is, at once. Of a cluster, and of faces like it, PhotoPrism names the others too. A new name makes a person.',
  toolset: 'photoprism_people',
  effect: 'change',
  permission: 'update',
  scopes: ['files', 'people', 'photos'],
  input: z.strictObject({
    face_id: faceId,
    photo_id: photoId.optional().describe('For a face in a photo'),
    name: textUpTo(160)
      .trim()
      .refine((text) => text !== '', 'must not be empty')
      .describe('Of the person'),
  }),
  output: z.looseObject({ face_id: z.string(), name: z.string() }),
  async plan({ face_id, photo_id, name }, library, call) {
    const found = isMarker(face_id)
      ? await faceInPhoto(face_id, photo_id, library, call)
      : await faceOfCluster(face_id, library, call);
    if (!found.ok) return found;
    const { marker, photoId: photo, alike } = found.value;
    const person = await personCalled(name, library, call);
    if (!person.ok) return person;
    // As PhotoPrism writes it, so that it finds just that person.
    const Name = person.value?.Name ?? name;
    const known = person.value === undefined ? {} : { SubjUID: person.value.UID };
    const isNamed = marker.SubjUID !== '' && marker.SubjUID !== person.value?.UID;
    const work: NameWork = { id: marker.UID, photo, Name, before: markerState(marker, photo), isNamed };
    return success({
      preview: {
        face: faceView(marker),
        photo_id: photo,
        name: shortText(Name, 100),
        person_id: person.value?.UID,
        new_person: person.value === undefined || undefined,
        alike_faces: alike,
        note: isNamed
          ? 'Only this face: others of the person whose it was keep their name. Whoever has no other face is gone.'
          : 'PhotoPrism gives this name to faces that look the same, as far as nobody named them.',
      },
      items: [
        {
          kind: 'photoprism_marker',
          id: marker.UID,
          before: work.before,
          after: { photoId: photo, Name, ...known, SubjSrc: 'manual' },
        },
      ],
      work,
    });
  },
  async apply(work: NameWork, library, call) {
    const { id, photo, Name, before, isNamed } = work;
    const named = await updateOne(library, {
      what: 'face',
      look,
      send: () => nameFace({ id, isNamed, name: Name }, library, call),
      read: (looking) => faceNow(id, photo, library, looking),
      isSo: (now) => now.SubjUID !== '' && foldText(now.Name) === foldText(Name),
    });
    if (!named.ok) return isNamed ? tellLoss(work, named, library) : named;
    const { SubjUID } = named.value;
    return success({
      items: [{ id, ok: true, after: { ...named.value } }],
      data: {
        face_id: id,
        photo_id: photo,
        name: shortText(named.value.Name, 100),
        person_id: SubjUID,
        was: isNamed ? shortText(textOf(before.Name), 60) : undefined,
        person_gone: isNamed ? await goneWith(before, library) : undefined,
      },
    });
  },
});

/** What became of a face that was to get another name, and did not: it may have lost the one that it had. */
async function tellLoss(
  { id, photo, before }: NameWork,
  named: Result<never> & { ok: false },
  library: PhotoPrismLibrary,
): Promise<Result<ChangeOutcome>> {
  const now = await faceNow(id, photo, library, lookAgain());
  if (!now.ok || sameState(before, now.value)) return named;
  return success({
    items: [{ id, ok: true, after: { ...now.value } }],
    data: {
      face_id: id,
      photo_id: photo,
      name: shortText(now.value.Name, 100),
      stopped: `The face lost the name ${JSON.stringify(shortText(textOf(before.Name), 60))} and did not get the new one: ${named.failure.message}`,
    },
  });
}

export const facesUnname = defineChange({
  name: 'photoprism_faces_unname',
  title: 'Take the name off a PhotoPrism face',
  description: 'Says that a face in a photo is not that person, at once. PhotoPrism does not match it by itself again.',
  toolset: 'photoprism_people',
  effect: 'change',
  permission: 'update',
  scopes: ['files', 'people', 'photos'],
  input: z.strictObject({ face_id: faceId, photo_id: photoId }),
  output: z.looseObject({ face_id: z.string() }),
  async plan({ face_id, photo_id }, library, call) {
    const found = await faceInPhoto(face_id, photo_id, library, call);
    if (!found.ok) return found;
    const { marker } = found.value;
    if (marker.SubjUID === '' && marker.Name === '') return failed('conflict', 'This face has no name.');
    return success({
      preview: { face: faceView(marker), photo_id, note: 'Only this face: others of the person keep the name.' },
      items: [
        {
          kind: 'photoprism_marker',
          id: face_id,
          before: markerState(marker, photo_id),
          after: { photoId: photo_id, Name: '', SubjUID: '', SubjSrc: 'manual' },
        },
      ],
      work: { id: face_id, photo: photo_id, before: markerState(marker, photo_id) },
    });
  },
  async apply({ id, photo, before }, library, call) {
    const unnamed = await updateOne(library, {
      what: 'face',
      look,
      send: () => freeFace(id, library, call),
      read: (looking) => faceNow(id, photo, library, looking),
      isSo: (now) => now.SubjUID === '' && now.Name === '',
    });
    if (!unnamed.ok) return unnamed;
    return success({
      items: [{ id, ok: true, after: { ...unnamed.value } }],
      data: {
        face_id: id,
        photo_id: photo,
        unnamed: shortText(textOf(before.Name), 100),
        person_gone: await goneWith(before, library),
      },
    });
  },
});

/** The one whom PhotoPrism would take for this name, whatever the case of letters. */
async function personCalled(
  name: string,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<SubjectRow | undefined>> {
  const everybody = await listSubjects(library, call);
  if (!everybody.ok) return everybody;
  const exact = everybody.value.find(({ Name }) => Name === name);
  return success(exact ?? everybody.value.find(({ Name }) => foldText(Name) === foldText(name)));
}
