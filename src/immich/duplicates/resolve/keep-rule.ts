/** Rules by which one copy of each group is kept. */

export type KeepRule =
  | { readonly by: 'best' | 'largest' | 'oldest' | 'newest' }
  /** In this album, or in a folder of this name or path. */
  | { readonly by: 'in'; readonly place: string };

/** Reads a rule as an argument says it; undefined for anything else. */
export function readKeepRule(text: string): KeepRule | undefined {
  const rule = text.trim();
  if (rule === 'best' || rule === 'largest' || rule === 'oldest' || rule === 'newest') return { by: rule };
  const place = /^in:(.+)$/is.exec(rule)?.[1]?.trim();
  return place === undefined || place === '' ? undefined : { by: 'in', place };
}
