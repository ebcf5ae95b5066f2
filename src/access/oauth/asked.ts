/** One request to the token endpoint, as far as all routes need it. */
import type { Context } from 'hono';
import type { ClientCheck } from '../client-check.ts';
import type { Client } from '../clients.ts';
import type { RefusalReason } from '../identity.ts';
import type { AttemptLimit } from '../limits/attempts.ts';
import { refuse, tooMany } from './answers.ts';
import { authenticate, type NotAuthenticated } from './authenticate.ts';
import { type Parameters, parametersOf } from './parameters.ts';

export interface AskedParts {
  readonly check: ClientCheck;
  readonly attempts: AttemptLimit;
  /** Who connected, as far as configured proxies can be believed. */
  addressOf(context: Context): string;
  /** Told how each request ended: `issued`, `revoked`, or why not; with the client where it has proved to be that client. */
  audit?(event: { readonly outcome: string; readonly address: string; readonly clientId?: string }): void;
}

export interface Asked {
  readonly parameters: Parameters;
  /** Whether the request names a client by any means. */
  readonly namesClient: boolean;
  /** The client that proved to be the one; otherwise the refusal. Failures are counted. */
  authenticated(): Promise<Client | Response>;
  /** Counts a credential that opened nothing. */
  countFailure(reason: RefusalReason): Promise<void>;
  note(outcome: string, clientId?: string): void;
}

/** Reads a request; answers instead where its address has failed too often or its body says nothing. */
export async function readAsked(context: Context, parts: AskedParts): Promise<Asked | Response> {
  const address = parts.addressOf(context);
  const note: Asked['note'] = (outcome, clientId) =>
    parts.audit?.({ outcome, address, ...(clientId === undefined ? {} : { clientId }) });
  const wait = await parts.attempts.wait(address);
  if (wait > 0) {
    note('too_many');
    return tooMany(context, wait);
  }
  const { headers } = context.req.raw;
  const parameters = await parametersOf(context.req.raw);
  if (parameters === undefined) {
    return refuse(context, 400, 'invalid_request', 'Send a form or a JSON object that says each thing once.');
  }
  const countFailure: Asked['countFailure'] = async (reason) => {
    note(reason);
    await parts.attempts.noteFailure(address);
  };
  return {
    parameters,
    namesClient: /^basic\b/i.test(headers.get('authorization')?.trim() ?? '') || parameters.has('client_id'),
    authenticated: async () => {
      const client = await authenticate(headers, parameters, parts.check);
      if (typeof client !== 'string') return client;
      if (client === 'missing' || client === 'ambiguous') note(client);
      else await countFailure(client);
      return refuseClient(context, client);
    },
    countFailure,
    note,
  };
}

function refuseClient(context: Context, reason: NotAuthenticated): Response {
  if (reason === 'ambiguous') return refuse(context, 400, 'invalid_request', 'Show id and secret in one way only.');
  const message = reason === 'missing' ? 'Show the id and secret of a client.' : 'The id or secret is wrong.';
  return refuse(context, 401, 'invalid_client', message);
}
