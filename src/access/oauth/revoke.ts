/** `POST /oauth/revoke`: ends an access token (RFC 7009). */
import type { Context } from 'hono';
import { credentialIn } from '../credential.ts';
import { hashOf, isAccessToken } from '../secrets.ts';
import type { Tokens } from '../tokens.ts';
import { refuse } from './answers.ts';
import type { Asked } from './asked.ts';

/**
 * A client ends its own tokens, never another's; whoever has nothing but a token may end that one, by having it. That there is
 * no such token is a success (RFC 7009, 2.2).
 */
export async function answerRevoke(context: Context, asked: Asked, tokens: Tokens): Promise<Response> {
  const { parameters, namesClient, authenticated, countFailure, note } = asked;
  const shown = credentialIn(context.req.raw.headers);
  const own = typeof shown === 'string' ? undefined : shown.credential;
  const token = parameters.get('token') ?? own;
  if (token === undefined) return refuse(context, 400, 'invalid_request', 'The parameter token is missing.');
  if (!isAccessToken(token)) return refuse(context, 400, 'unsupported_token_type', 'This is no access token.');
  const found = await tokens.find(hashOf(token));
  if (namesClient) {
    const client = await authenticated();
    if (client instanceof Response) return client;
    if (found !== undefined && found.client.id !== client.id) return anothers(context);
  } else if (own !== undefined && own !== token && !(await isOfSameClient(own, found?.client.id, tokens))) {
    return anothers(context);
  }
  if (found === undefined) {
    if (!namesClient) await countFailure('unknown');
  } else {
    await tokens.revoke(found.hash);
    note('revoked', found.client.id);
  }
  return context.json({ status: 'success' });
}

/** Whether the token that the request is made with may speak for the client whose token is to end. */
async function isOfSameClient(own: string, clientId: string | undefined, tokens: Tokens): Promise<boolean> {
  const speaker = await tokens.find(hashOf(own));
  return speaker !== undefined && !speaker.isExpired && (clientId === undefined || speaker.client.id === clientId);
}

function anothers(context: Context): Response {
  return refuse(context, 403, 'unauthorized_client', 'This token belongs to another client.');
}
