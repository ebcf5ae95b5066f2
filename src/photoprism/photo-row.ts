/** What a search of photos answers for each: PhotoPrism's names, loose, as versions add fields. */
import * as z from 'zod';

const optional = {
  text: z.string().optional().catch(undefined),
  number: z.number().optional().catch(undefined),
  flag: z.boolean().optional().catch(undefined),
};

/** One file of a photo in a search. */
const photoFile = z.looseObject({
  UID: z.string(),
  Name: optional.text,
  Hash: optional.text,
  Primary: optional.flag,
  MediaType: optional.text,
  FileType: optional.text,
  Mime: optional.text,
  Size: optional.number,
  Width: optional.number,
  Height: optional.number,
});

/** A photo in a search. Its `ID` is not one: it joins photo and file. What is wrong in a field is left out, but for the uid. */
export const photoRow = z.looseObject({
  UID: z.string().min(1),
  Type: optional.text,
  Title: optional.text,
  Caption: optional.text,
  TakenAt: optional.text,
  TakenAtLocal: optional.text,
  TimeZone: optional.text,
  Name: optional.text,
  FileName: optional.text,
  OriginalName: optional.text,
  Hash: optional.text,
  Width: optional.number,
  Height: optional.number,
  Duration: optional.number,
  Favorite: optional.flag,
  Private: optional.flag,
  Quality: optional.number,
  Country: optional.text,
  PlaceCity: optional.text,
  PlaceLabel: optional.text,
  Lat: optional.number,
  Lng: optional.number,
  DeletedAt: z.string().nullish().catch(undefined),
  Files: z.array(photoFile).default([]),
});
export type PhotoRow = z.infer<typeof photoRow>;
