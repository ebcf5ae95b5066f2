/** The way in for whoever shows no credential, where the server is public. */
import type { Identity, SignIn } from './identity.ts';
import { addressKey } from './limits/address-key.ts';

/** Lets in whoever shows no credential; one that is shown is looked at as ever, and refused where it does not open. */
export function orPublic(signIn: SignIn): SignIn {
  return {
    identify: async (headers, address) => {
      const admission = await signIn.identify(headers, address);
      const showedNone = !admission.admitted && admission.refusal.reason === 'missing';
      return showedNone ? { admitted: true, identity: publicIdentity(address) } : admission;
    },
  };
}

/** One for each address, so that nobody uses up what others may ask. */
function publicIdentity(address: string): Identity {
  return { id: `public:${addressKey(address)}`, name: 'public', role: 'client', scope: 'read mcp', isPublic: true };
}
