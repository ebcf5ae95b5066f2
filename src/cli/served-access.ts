/** Who is let in over HTTP: the clients and tokens behind the front door. */
import { Hono } from 'hono';
import { clientCheck } from '../access/client-check.ts';
import { clientReader } from '../access/client-reader.ts';
import { letEverybodyIn, openUntilGuarded } from '../access/everyone.ts';
import type { CredentialReader, SignIn } from '../access/identity.ts';
import { openAttemptLimit } from '../access/limits/attempts.ts';
import type { CounterStore } from '../access/limits/counters.ts';
import { authorizationServerMetadata, authorizationServerPath } from '../access/oauth/metadata.ts';
import { oauthRoutes } from '../access/oauth/routes.ts';
import { type Access, openAccess } from '../access/open-access.ts';
import type { OpenPage } from '../access/open-page.ts';
import { openSignIn } from '../access/sign-in.ts';
import { tokenReader } from '../access/token-reader.ts';
import type { Config } from '../config.ts';
import type { Log } from '../server/logging.ts';
import { isLoopback } from '../server/loopback.ts';
import { accessPlace } from './access-place.ts';

export interface ServedAccess {
  readonly signIn: SignIn;
  readonly metricsSignIn: SignIn;
  /** Whether whoever comes has to show something. */
  readonly guarded: boolean;
  readonly pages: readonly OpenPage[];
  readonly access: Access;
  close(): Promise<void>;
}

/** Opens what is needed; rejects where the database cannot be had. `more`: readers of further kinds of credentials. */
export async function servedAccess(
  config: Config,
  counters: CounterStore,
  log: Log,
  more: readonly CredentialReader[] = [],
): Promise<ServedAccess> {
  const report = (error: unknown) => log.defect('access', error);
  const access = await openAccess(accessPlace(config), { report });
  const { clients, tokens, usage } = access;
  const attempts = openAttemptLimit(counters, { burst: config.signInBurst, intervalSeconds: config.signInInterval });
  const check = clientCheck(clients);
  const readers = [tokenReader(tokens, usage), clientReader(check, usage), ...more];
  const signInTo = (resource: string) => openSignIn({ readers, edition: config.edition, attempts, resource, report });
  const isGuarded = async () => more.length > 0 || (await clients.any());
  const mcp = signInTo('mcp');
  return {
    signIn: config.noAuth ? letEverybodyIn : isLoopback(config.host) ? openUntilGuarded(mcp, isGuarded) : mcp,
    metricsSignIn: signInTo('metrics'),
    guarded: await isGuarded(),
    pages: tokenPages(),
    access,
    close: () => access.close(),
  };

  function tokenPages(): OpenPage[] {
    const routes = oauthRoutes({
      check,
      attempts,
      tokens,
      report,
      addressOf: ({ env }) => String(env.address),
      audit: ({ outcome, address, clientId }) => log.write('info', 'token', { outcome, address, client: clientId }),
    });
    const app = new Hono().route('/oauth', routes).route('/api/v1/oauth', routes);
    return [
      {
        paths: ['/oauth/token', '/oauth/revoke', '/api/v1/oauth/token', '/api/v1/oauth/revoke'],
        methods: ['POST'],
        answer: async (request, { address }) => app.fetch(request, { address }),
      },
      {
        paths: [authorizationServerPath],
        methods: ['GET'],
        answer: async (_request, { publicUrl }) => Response.json(authorizationServerMetadata(publicUrl)),
      },
    ];
  }
}
