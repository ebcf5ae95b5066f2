/** The token endpoint: PhotoPrism's, as OAuth (RFC 6749, RFC 7009) has it. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Tokens } from '../tokens.ts';
import { refuse } from './answers.ts';
import { type Asked, type AskedParts, readAsked } from './asked.ts';
import { answerRevoke } from './revoke.ts';
import { answerToken } from './token.ts';

export interface OAuthParts extends AskedParts {
  readonly tokens: Tokens;
  /** Told why a request could not be answered. */
  report?(error: unknown): void;
}

const maxBodyBytes = 16 * 1024;

/** The routes `/token` and `/revoke`, to be mounted at `/oauth` and `/api/v1/oauth`. */
export function oauthRoutes(parts: OAuthParts): Hono {
  const app = new Hono();
  const answered = (give: (context: Context, asked: Asked, tokens: Tokens) => Promise<Response>) => {
    return async (context: Context) => {
      const asked = await readAsked(context, parts);
      return asked instanceof Response ? asked : give(context, asked, parts.tokens);
    };
  };
  app.use(async (context, next) => {
    context.header('Cache-Control', 'no-store');
    await next();
  });
  const tooLarge = (context: Context) => refuse(context, 413, 'invalid_request', 'The request is too large.');
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }));
  app.post('/token', answered(answerToken));
  app.post('/revoke', answered(answerRevoke));
  app.onError((error, context) => {
    parts.report?.(error);
    context.header('Cache-Control', 'no-store');
    context.header('Retry-After', '5');
    return refuse(context, 503, 'temporarily_unavailable', 'Try again in a moment.');
  });
  return app;
}
