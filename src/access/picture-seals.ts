/** What stands in the address of a picture: sealed, so that nobody can read, make or change it, and good for a few minutes. */
import type { Caller } from '../catalog/caller.ts';
import type { LinkedPicture } from '../catalog/picture-link.ts';
import type { Sealer } from './sealed.ts';

/** For how long an address is good. */
export const linkMinutes = 10;

/** A picture, and for whom its address was made. */
export interface SealedPicture extends LinkedPicture {
  /** `Caller.id`. */
  readonly caller: string;
  /** Whether they had a key of their own for the library. */
  readonly ownKey: boolean;
  /** Milliseconds. */
  readonly madeAt: number;
}

export interface PictureSeals {
  seal(picture: LinkedPicture, caller: Caller): string;
  /** Undefined for what was not sealed here, or too long ago. */
  open(sealed: string): SealedPicture | undefined;
}

/** What of the server's sealed things is an address of a picture. */
const owner = 'address of a picture';
/** Longer than any that is made: identity providers have long names for people. */
const longest = 2000;
/** Seconds since 1970, size, whose key, id of the asset, id of the caller, which may hold spaces. */
const form = /^([0-9a-z]+) (thumb|preview) (own|server) (\S+) (.+)$/;

/** Seals with this server's key, or the one that its replicas share. `now` is in milliseconds. */
export function pictureSeals(sealer: Sealer, now: () => number = Date.now): PictureSeals {
  return {
    seal: ({ id, size }, caller) => {
      const madeAt = Math.floor(now() / 1000).toString(36);
      const key = caller.keyOwner === undefined ? 'server' : 'own';
      return sealer.seal(`${madeAt} ${size} ${key} ${id} ${caller.id}`, owner);
    },
    open: (sealed) => {
      const text = sealed.length > longest ? undefined : sealer.open(sealed, owner);
      const [, made = '', size, key, id = '', caller = ''] = form.exec(text ?? '') ?? [];
      const madeAt = Number.parseInt(made, 36) * 1000;
      const age = now() - madeAt;
      // A clock may be a moment behind that of the replica which made it.
      if (!(age < linkMinutes * 60_000)) return undefined;
      return { id, size: size === 'preview' ? 'preview' : 'thumb', ownKey: key === 'own', caller, madeAt };
    },
  };
}
