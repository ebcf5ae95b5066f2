/** Access tokens as credentials. */
import { identityOf } from './client-reader.ts';
import type { CredentialReader } from './identity.ts';
import { type CompareHashes, hashOf, isAccessToken, sameHash } from './secrets.ts';
import type { Tokens } from './tokens.ts';
import type { Usage } from './usage.ts';

/** Reads access tokens. What their client may do is looked up each time: nothing is remembered that could be stale. */
export function tokenReader(tokens: Tokens, usage: Usage, compare: CompareHashes = sameHash): CredentialReader {
  return {
    read: async (credential) => {
      if (!isAccessToken(credential)) return undefined;
      const hash = hashOf(credential);
      const found = await tokens.find(hash);
      const isSame = compare(hash, found?.hash ?? hashOf(''));
      if (found === undefined || !isSame) return 'unknown';
      if (found.isExpired) return 'expired';
      if (!found.client.enabled) return 'disabled';
      usage.noteToken(found);
      return identityOf(found.client, found.scope);
    },
  };
}
