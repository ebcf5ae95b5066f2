/** The ways in where nobody has to say who they are, or nobody comes in. */
import type { Admission, Identity, SignIn } from './identity.ts';
import { isLoopback } from './networks.ts';

/** The person at their own machine: may do everything. */
export const localIdentity: Identity = { id: 'local', name: 'local', role: 'admin', scope: '*' };

/** Lets everybody in as the person at their own machine, whatever they show. */
export const letEverybodyIn: SignIn = { identify: async () => ({ admitted: true, identity: localIdentity }) };

const nobody: Admission = {
  admitted: false,
  refusal: { status: 403, reason: 'not_permitted', message: 'No credential opens this.' },
};

/** Lets nobody in, whatever they show. */
export const letNobodyIn: SignIn = { identify: async () => nobody };

/** What proxies add to a request: whoever sent it is not the person at this machine, although the connection is from here. */
const signsOfProxies = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via', 'cf-connecting-ip'];

const comesFromElsewhere: Admission = {
  admitted: false,
  refusal: {
    status: 403,
    reason: 'not_permitted',
    message: 'Without a client, only programs on this machine are let in. Make one: albumen clients add.',
  },
};

/**
 * Lets in whoever asks from this machine itself, until there is something to be guarded with: then `signIn` decides, and goes on
 * to decide. A proxy in front would otherwise hand everybody's requests on as this machine's own.
 */
export function openUntilGuarded(signIn: SignIn, isGuarded: () => Promise<boolean>): SignIn {
  let guarded = false;
  return {
    identify: async (headers, address) => {
      guarded ||= await isGuarded();
      if (guarded) return signIn.identify(headers, address);
      const isHere = isLoopback(address) && !signsOfProxies.some((name) => headers.has(name));
      return isHere ? letEverybodyIn.identify(headers, address) : comesFromElsewhere;
    },
  };
}
