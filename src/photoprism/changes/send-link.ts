/** What is sent to make or change a link. PhotoPrism takes what is left out for zero: everything is sent, always. */

import type { LinkRow } from '../link-row.ts';
import { endOf, isSameEnd } from './link-states.ts';

/** How a link is to be. */
export interface WantedLink {
  readonly slug: string;
  readonly maxViews: number;
  /** ISO; null for never. */
  readonly expiresAt: string | null;
  /** Undefined leaves the one it has, or has none. */
  readonly password: string | undefined;
}

/** The form that `POST` and `PUT` take. PhotoPrism counts the seconds from the moment of the request. */
export function linkForm({ slug, maxViews, expiresAt, password }: WantedLink): object {
  const seconds = expiresAt === null ? 0 : Math.max(1, Math.round((Date.parse(expiresAt) - Date.now()) / 1000));
  return {
    Slug: slug,
    MaxViews: maxViews,
    Expires: seconds,
    ...(password === undefined ? {} : { Password: password }),
  };
}

/** True of a link that reads as wanted. */
export function isAsWanted(link: LinkRow, { slug, maxViews, expiresAt, password }: WantedLink): boolean {
  return (
    link.Slug === slug &&
    link.MaxViews === maxViews &&
    isSameEnd(endOf(link), expiresAt) &&
    (password === undefined || link.VerifyPassword)
  );
}
