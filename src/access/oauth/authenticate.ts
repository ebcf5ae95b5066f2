/** Which client sent a request to the token endpoint. */
import type { ClientCheck } from '../client-check.ts';
import type { Client } from '../clients.ts';
import type { RefusalReason } from '../identity.ts';
import { isClientId, isClientSecret } from '../secrets.ts';
import { basicCredentials, type ClientCredentials, type Parameters } from './parameters.ts';

/** `missing`: no client was named; `ambiguous`: more than one way was used at once, which RFC 6749 (2.3) forbids. */
export type NotAuthenticated = RefusalReason | 'ambiguous';

/** Reads the client's id and secret from `Authorization: Basic`, the form or the JSON, and checks them. */
export async function authenticate(
  headers: Headers,
  parameters: Parameters,
  check: ClientCheck,
): Promise<Client | NotAuthenticated> {
  const given = credentialsIn(headers, parameters);
  if (typeof given === 'string') return given;
  if (!isClientId(given.id) || !isClientSecret(given.secret)) return 'malformed';
  return check(given.id, given.secret);
}

function credentialsIn(headers: Headers, parameters: Parameters): ClientCredentials | NotAuthenticated {
  const basic = basicCredentials(headers);
  const [id, secret] = [parameters.get('client_id'), parameters.get('client_secret')];
  if (basic === undefined) return id === undefined || secret === undefined ? 'missing' : { id, secret };
  if (basic === 'malformed') return basic;
  return secret !== undefined || (id !== undefined && id !== basic.id) ? 'ambiguous' : basic;
}
