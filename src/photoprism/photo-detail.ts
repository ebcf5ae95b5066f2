/** What PhotoPrism answers for one photo: everything that belongs to it. What is wrong in a field is left out. */
import * as z from 'zod';
import { type PhotoRow, photoRow } from './photo-row.ts';

const text = z.string().default('').catch('');
const number = z.number().optional().catch(undefined);

/** A label on a photo. */
const photoLabel = z.looseObject({
  /** In the database: what takes the label off. */
  LabelID: z.number().int(),
  /** `manual`, `image` where PhotoPrism saw it, `keyword`, … */
  LabelSrc: text,
  /** In percent; at 100 the label does not count. */
  Uncertainty: z.number().default(0).catch(0),
  Label: z.looseObject({ UID: text, Name: text }).nullish().catch(undefined),
});
export type PhotoLabel = z.infer<typeof photoLabel>;

const photoAlbum = z.looseObject({ UID: z.string().min(1), Title: text, Type: text, Filter: text });

const marker = z.looseObject({ Name: text, Invalid: z.boolean().default(false).catch(false) });

const detailFile = z.looseObject({
  UID: text,
  Name: text,
  Hash: text,
  Primary: z.boolean().default(false).catch(false),
  FileType: text,
  /** `/` for originals; other files PhotoPrism keeps elsewhere. */
  Root: text,
  Sidecar: z.boolean().default(false).catch(false),
  /** Why PhotoPrism cannot read it. */
  Error: text,
  Size: number,
  Width: number,
  Height: number,
  Markers: z.array(marker).nullish().catch(undefined),
});

const details = z.looseObject({
  Keywords: text,
  Notes: text,
  Subject: text,
  Artist: text,
  Copyright: text,
  License: text,
});

const place = z.looseObject({ Label: text, City: text });

export const photoDetail = photoRow.extend({
  Details: details.nullish().catch(undefined),
  Place: place.nullish().catch(undefined),
  Camera: z.looseObject({ Name: text, Model: text }).nullish().catch(undefined),
  Lens: z.looseObject({ Name: text, Model: text }).nullish().catch(undefined),
  Labels: z
    .array(photoLabel)
    .nullish()
    .transform((labels) => labels ?? []),
  /** Those that show it: none while it is in the archive. */
  Albums: z
    .array(photoAlbum)
    .nullish()
    .transform((albums) => albums ?? []),
  Files: z
    .array(detailFile)
    .nullish()
    .transform((files) => files ?? []),
});
export type PhotoDetail = z.infer<typeof photoDetail>;

/** The file whose picture stands for the photo. */
export function primaryFile({ Files }: PhotoDetail): PhotoDetail['Files'][number] | undefined {
  return Files.find(({ Primary }) => Primary) ?? Files[0];
}

/** The photo as a search would answer it. */
export function asRow(photo: PhotoDetail): PhotoRow {
  const file = primaryFile(photo);
  return {
    ...photo,
    FileName: file?.Name ?? photo.FileName,
    Hash: file?.Hash ?? photo.Hash,
    PlaceCity: photo.Place?.City,
    PlaceLabel: photo.Place?.Label,
  };
}
