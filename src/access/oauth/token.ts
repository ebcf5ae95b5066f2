/** `POST /oauth/token`: an access token for a client's id and secret. */
import type { Context } from 'hono';
import { narrowedScope } from '../scope.ts';
import type { Tokens } from '../tokens.ts';
import { refuse } from './answers.ts';
import type { Asked } from './asked.ts';

/** Answers with a token that may do what the client may, or the part of it that `scope` asks for. */
export async function answerToken(context: Context, asked: Asked, tokens: Tokens): Promise<Response> {
  const { parameters, authenticated, note } = asked;
  const grant = parameters.get('grant_type') ?? '';
  if (grant !== '' && grant !== 'client_credentials') {
    return refuse(context, 400, 'unsupported_grant_type', 'Only client_credentials is supported.');
  }
  const client = await authenticated();
  if (client instanceof Response) return client;
  const wanted = parameters.get('scope')?.trim() || undefined;
  if (wanted !== undefined && narrowedScope(client.scope, wanted) === '') {
    return refuse(context, 400, 'invalid_scope', 'The client has nothing of this scope.');
  }
  const issued = await tokens.issue(client, wanted);
  if (issued === undefined) return refuse(context, 401, 'invalid_client', 'The client has just been changed.');
  note('issued', client.id);
  return context.json({
    status: 'success',
    session_id: issued.sessionId,
    access_token: issued.token,
    token_type: 'Bearer',
    ...(issued.expiresIn === undefined ? {} : { expires_in: issued.expiresIn }),
    client_name: client.name,
    client_role: client.role,
    scope: issued.scope,
  });
}
