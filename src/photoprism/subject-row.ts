/** What PhotoPrism answers for people, clusters of faces, and faces in files. What is wrong in a field is left out. */
import * as z from 'zod';

const text = z.string().default('').catch('');
const flag = z.boolean().default(false).catch(false);
const count = z.number().int().min(0).optional().catch(undefined);
const share = z.number().optional().catch(undefined);

/** A person. Lists leave out what was written about them. */
export const subjectRow = z.looseObject({
  UID: z.string().min(1),
  Type: text,
  Name: text,
  Alias: text,
  About: text,
  Bio: text,
  Notes: text,
  Favorite: flag,
  Hidden: flag,
  Private: flag,
  Excluded: flag,
  FileCount: count,
  PhotoCount: count,
  DeletedAt: z.string().nullish().catch(undefined),
});
export type SubjectRow = z.infer<typeof subjectRow>;

/** A face in a file. */
export const markerRow = z.looseObject({
  UID: z.string().min(1),
  FileUID: text,
  Type: text,
  Name: text,
  /** Whose face it is; empty where nobody knows. */
  SubjUID: text,
  /** Empty where PhotoPrism found it by itself, `manual` where a person said so. */
  SubjSrc: text,
  FaceID: text,
  Invalid: flag,
  X: share,
  Y: share,
  W: share,
  H: share,
});
export type MarkerRow = z.infer<typeof markerRow>;

/** Faces that look alike. */
export const faceRow = z.looseObject({
  ID: z.string().min(1),
  SubjUID: text,
  Hidden: flag,
  Samples: count,
  /** One of its faces, and the file it is in. */
  MarkerUID: text,
  FileUID: text,
});
export type FaceRow = z.infer<typeof faceRow>;

/** A photo with the faces in its files; of everything else, nothing. */
export const facedPhoto = z.object({
  UID: z.string().min(1),
  Files: z
    .array(z.object({ UID: text, Markers: z.array(markerRow).nullish().catch(undefined) }))
    .nullish()
    .catch(undefined),
});
