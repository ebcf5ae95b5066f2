/** Whether whoever an address was made for may still look when it is opened. */
import type { Caller } from '../catalog/caller.ts';
import type { Edition } from '../catalog/role-names.ts';
import { callerOf } from './caller.ts';
import { identityOf } from './client-reader.ts';
import type { Client, Clients } from './clients.ts';
import { localIdentity } from './everyone.ts';
import type { SignIn } from './identity.ts';
import type { SealedPicture } from './picture-seals.ts';

export interface StillLookingParts {
  readonly clients: Pick<Clients, 'find'>;
  readonly edition: Edition;
  /** The way in to MCP. */
  readonly signIn: SignIn;
  /** Whether tokens of an identity provider are taken. */
  readonly takesTokens: boolean;
}

/** Who sends a request, as far as it matters for those who have no credential. */
export interface Opening {
  readonly headers: Headers;
  readonly address: string;
}

/** The caller as they are now; undefined where they are gone, or may no longer look. Rejects where the clients cannot be read. */
export type StillLooking = (picture: SealedPicture, opening: Opening) => Promise<Caller | undefined>;

/** Looks it up anew for every address. */
export function stillLooking({ clients, edition, signIn, takesTokens }: StillLookingParts): StillLooking {
  const permitted = (caller: Caller) => (caller.permits('view') ? caller : undefined);

  async function client(id: string, picture: SealedPicture): Promise<Caller | undefined> {
    const found = await clients.find(id);
    if (found === undefined || !isSame(found, picture)) return undefined;
    return permitted(callerOf(identityOf(found, found.scope), edition));
  }

  /** Where nobody has to say who they are, the address is good for those who need not, and only as long as that is so. */
  async function local({ headers, address }: Opening): Promise<Caller | undefined> {
    const admission = await signIn.identify(headers, address);
    const isLocal = admission.admitted && admission.identity.id === localIdentity.id;
    return isLocal ? permitted(callerOf(admission.identity, edition)) : undefined;
  }

  return async (picture, opening) => {
    const [kind] = picture.caller.split(':', 1);
    if (kind === 'client') return client(picture.caller.slice('client:'.length), picture);
    // Who looked with a token that lives for minutes cannot be asked about again; they could look when the address was made.
    if (kind === 'jwt') return takesTokens ? { id: picture.caller, permits: (wanted) => wanted === 'view' } : undefined;
    return picture.caller === localIdentity.id ? local(opening) : undefined;
  };
}

/** Another secret ends what was given out under the old one, and a library of their own is never exchanged for the server's. */
function isSame({ enabled, secretMadeAt, hasLibraryKey }: Client, { madeAt, ownKey }: SealedPicture): boolean {
  return enabled && Math.floor(secretMadeAt / 1000) * 1000 <= madeAt && hasLibraryKey === ownKey;
}
