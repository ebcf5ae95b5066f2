/** Who is let in over HTTP: the clients and tokens behind the front door. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { clientCheck } from '../access/client-check.ts';
import { clientReader } from '../access/client-reader.ts';
import type { Clients } from '../access/clients.ts';
import { letEverybodyIn, openUntilGuarded } from '../access/everyone.ts';
import type { SignIn } from '../access/identity.ts';
import { openJwtReaders } from '../access/jwt/readers.ts';
import { libraryKeysOf } from '../access/library-keys.ts';
import { openAttemptLimit } from '../access/limits/attempts.ts';
import type { CounterStore } from '../access/limits/counters.ts';
import { countersInMemory } from '../access/limits/memory-counters.ts';
import { isLoopback } from '../access/networks.ts';
import { authorizationServerMetadata, authorizationServerPath } from '../access/oauth/metadata.ts';
import { type OAuthParts, oauthRoutes } from '../access/oauth/routes.ts';
import { type Access, openAccess } from '../access/open-access.ts';
import type { OpenPage } from '../access/open-page.ts';
import { orPublic } from '../access/public.ts';
import { resourceMetadataPage } from '../access/resource-metadata.ts';
import { keyFor, type Sealer, sealerOf } from '../access/sealed.ts';
import { serverSecret } from '../access/server-secret.ts';
import { openSignIn } from '../access/sign-in.ts';
import { tokenReader } from '../access/token-reader.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { DatabasePlace } from '../database/place.ts';
import type { Log } from '../server/logging.ts';
import { accessPlace } from './access-place.ts';
import type { KeyOf } from './accounts.ts';
import { ownKeys } from './client-keys.ts';
import { writingFailure } from './data-folder.ts';

export interface ServedAccess {
  readonly config: Config;
  readonly signIn: SignIn;
  readonly metricsSignIn: SignIn;
  /** Whether whoever comes has to show something. */
  readonly guarded: boolean;
  readonly pages: readonly OpenPage[];
  readonly counters: CounterStore;
  readonly keyOf: KeyOf;
  readonly clients: Clients;
  /** Whether tokens of an identity provider are taken. */
  readonly takesTokens: boolean;
  /** Seals for one purpose: for this process alone, or for all that answer for each other. */
  sealerFor(purpose: string): Sealer;
  /** Undefined where no other process answers for this one. */
  readonly questionKey: Uint8Array | undefined;
  /** Rejects while the database cannot be reached. */
  check(): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Opens the clients and tokens. Fails where their database cannot be had, or replicas lack the secret that they must share.
 * `learn` is told of every key that must not be seen.
 */
export async function servedAccess(
  config: Config,
  log: Log,
  learn: (secret: string) => void,
): Promise<Result<ServedAccess>> {
  const place = accessPlace(config);
  const secret = () => serverSecret({ given: config.secret, dataDir: config.dataDir, database: place.kind });
  const shared = place.kind === 'postgres' ? await secret() : undefined;
  if (shared?.ok === false) return shared;
  const ownSecret = randomBytes(32).toString('base64url');
  const opened = await openOrSay(place, config.dataDir, log);
  if (!opened.ok) return opened;
  const { access, counters, closeCounters } = opened.value;
  return success({
    config,
    ...(await waysIn(config, access, counters, log)),
    counters,
    keyOf: ownKeys(libraryKeysOf(access.clients, secret), learn),
    clients: access.clients,
    sealerFor: (purpose) => sealerOf(shared?.value ?? ownSecret, purpose),
    questionKey: shared === undefined ? undefined : keyFor(shared.value, 'questions'),
    check: () => access.clients.any(),
    close: async () => {
      await access.close();
      await closeCounters();
    },
  });
}

interface Opened {
  readonly access: Access;
  readonly counters: CounterStore;
  closeCounters(): Promise<void>;
}

async function openOrSay(place: DatabasePlace, dataDir: string, log: Log): Promise<Result<Opened>> {
  try {
    const access = await openAccess(place, { report: (error) => log.defect('access', error) });
    if (place.kind === 'sqlite')
      return success({ access, counters: countersInMemory(), closeCounters: async () => {} });
    const { countersInPostgres } = await import('../access/limits/postgres-counters.ts');
    const { counters, close } = await countersInPostgres(place);
    return success({ access, counters, closeCounters: close });
  } catch (error) {
    const failure = writingFailure(error, dataDir);
    if (failure !== undefined) return { ok: false, failure };
    log.defect('access', error);
    return failed(
      'unavailable',
      'The database of clients cannot be opened.',
      'Check ALBUMEN_DATA_DIR or ALBUMEN_DATABASE_URL; the line above says more.',
    );
  }
}

async function waysIn(
  config: Config,
  { clients, tokens, usage }: Access,
  counters: CounterStore,
  log: Log,
): Promise<Pick<ServedAccess, 'signIn' | 'metricsSignIn' | 'guarded' | 'pages' | 'takesTokens'>> {
  const report = (error: unknown) => log.defect('access', error);
  const attempts = openAttemptLimit(counters, { burst: config.signInBurst, intervalSeconds: config.signInInterval });
  const check = clientCheck(clients);
  const foreign = openJwtReaders(config, { report: (message, facts) => log.write('warn', message, facts) });
  const readers = [tokenReader(tokens, usage), clientReader(check, usage), ...foreign];
  const isGuarded = async () => foreign.length > 0 || (await clients.any());
  const metadata = resourceMetadataPage({ issuers: config.jwtIssuer, givesTokens: await clients.any() });
  const signInTo = (resource: string) => openSignIn({ readers, edition: config.edition, attempts, resource, report });
  return {
    signIn: wayToMcp(config, signInTo('mcp'), isGuarded),
    metricsSignIn: signInTo('metrics'),
    guarded: config.public || (await isGuarded()),
    takesTokens: foreign.length > 0,
    pages: [metadata, ...tokenPages({ check, tokens, attempts, report }, log)],
  };
}

function wayToMcp(config: Config, signIn: SignIn, isGuarded: () => Promise<boolean>): SignIn {
  if (config.noAuth) return letEverybodyIn;
  if (config.public) return orPublic(signIn);
  return isLoopback(config.host) ? openUntilGuarded(signIn, isGuarded) : signIn;
}

type TokenParts = Pick<OAuthParts, 'check' | 'tokens' | 'attempts' | 'report'>;

function tokenPages(parts: TokenParts, log: Log): OpenPage[] {
  const routes = oauthRoutes({
    ...parts,
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
