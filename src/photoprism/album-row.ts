/** What PhotoPrism answers for an album: its names, loose, as versions add fields. What is wrong in a field is left out. */
import * as z from 'zod';

const text = z.string().default('').catch('');
const flag = z.boolean().default(false).catch(false);
const count = z.number().int().min(0).optional().catch(undefined);

export const albumRow = z.looseObject({
  UID: z.string().min(1),
  Title: text,
  /** `album`, `folder`, `moment`, `month`, `state`. */
  Type: z.string().default('album').catch('album'),
  Slug: text,
  /** A search whose result the album is; empty for one that holds what was put into it. */
  Filter: text,
  Location: text,
  Category: text,
  Caption: text,
  Description: text,
  Notes: text,
  Order: text,
  Country: text,
  Favorite: flag,
  Private: flag,
  /** Hash of the picture on the cover. */
  Thumb: text,
  Path: text,
  CreatedAt: text,
  UpdatedAt: text,
  /** Only in lists. */
  PhotoCount: count,
  /** Only in lists. */
  LinkCount: count,
});
export type AlbumRow = z.infer<typeof albumRow>;
