/** The names of PhotoPrism's editions and roles; what each role may do depends on the edition. */

export const editions = ['ce', 'plus', 'pro', 'portal'] as const;
export type Edition = (typeof editions)[number];

/** The roles of users and of clients that are not an admin's: nobody becomes one by a default. */
export const plainRoles = [
  'manager',
  'user',
  'viewer',
  'contributor',
  'guest',
  'visitor',
  'instance',
  'service',
  'portal',
  'client',
  'none',
] as const;
export type PlainRole = (typeof plainRoles)[number];

export const roles = ['admin', ...plainRoles] as const;
export type Role = (typeof roles)[number];
