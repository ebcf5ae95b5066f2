/** The ids of things in PhotoPrism, its uids: a letter for the kind, then fifteen letters and digits. */
import type * as z from 'zod';
import { referenceTo } from '../../naming/reference.ts';

/** What can be named in PhotoPrism instead of giving its uid. */
export type Nameable = 'photo' | 'album' | 'label' | 'person';

/** The form of the uid of each, in either case. */
export const uidForms: Readonly<Record<Nameable, RegExp>> = {
  photo: /^p[a-z0-9]{15}$/i,
  album: /^a[a-z0-9]{15}$/i,
  label: /^l[a-z0-9]{15}$/i,
  person: /^j[a-z0-9]{15}$/i,
};

/** True for the uid of such a thing, in either case. */
export function isUid(kind: Nameable, text: string): boolean {
  return uidForms[kind].test(text);
}

/** A uid or a name; before a tool sees it, `resolveNames` has put the uid there. */
export function reference(names: Nameable): z.ZodString {
  return referenceTo(names, uidForms[names]);
}
