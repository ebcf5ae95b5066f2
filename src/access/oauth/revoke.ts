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
  const shown = credentialIn(context.req.raw.headers);
  const own = typeof shown === 'string' ? undefined : shown.credential;
  const token = asked.parameters.get('token') ?? own;
  if (token === undefined) return refuse(context, 400, 'invalid_request', 'The parameter token is missing.');
  if (!isAccessToken(token)) return refuse(context, 400, 'unsupported_token_type', 'This is no access token.');
  const found = await tokens.find(hashOf(token));
  const speaker = await speakerOf(asked, own ?? token, tokens);
  if (speaker instanceof Response) return speaker;
  if (found === undefined) {
    if (speaker === undefined) await asked.countFailure('unknown');
    return context.json({ status: 'success' });
  }
  if (speaker !== found.client.id) {
    return refuse(context, 403, 'unauthorized_client', 'This token belongs to another client.');
  }
  await tokens.revoke(found.hash);
  asked.note('revoked', found.client.id);
  return context.json({ status: 'success' });
}

/** The client that asks: by its id and secret or, without them, by a token of its own; undefined where that opens nothing. */
async function speakerOf(asked: Asked, token: string, tokens: Tokens): Promise<string | undefined | Response> {
  if (!asked.namesClient) return (await tokens.find(hashOf(token)))?.client.id;
  const client = await asked.authenticated();
  return client instanceof Response ? client : client.id;
}
