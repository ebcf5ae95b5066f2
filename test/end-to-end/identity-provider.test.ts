import {
  Client as Client2,
  ClientCredentialsProvider as Credentials2,
  StreamableHTTPClientTransport as Http2,
} from '@modelcontextprotocol/client';
import { ClientCredentialsProvider as Credentials1 } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as Http1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as Transport1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignIn } from '../../src/access/identity.ts';
import { openJwtReaders } from '../../src/access/jwt/readers.ts';
import { openAttemptLimit } from '../../src/access/limits/attempts.ts';
import { countersInMemory } from '../../src/access/limits/memory-counters.ts';
import { resourceMetadataPage } from '../../src/access/resource-metadata.ts';
import { openSignIn } from '../../src/access/sign-in.ts';
import { readConfig } from '../../src/config.ts';
import { type IdentityProvider, sign, signingKey, startIdentityProvider } from '../fixtures/identity-provider.ts';
import { hello, json, send } from '../fixtures/raw-http.ts';
import { type SampleHttp, sampleHttp } from '../fixtures/sample-servers.ts';
import { bearer } from '../fixtures/sample-sign-in.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

let provider: IdentityProvider;
let http: SampleHttp;

beforeEach(async () => {
  const key = await signingKey();
  provider = await startIdentityProvider([key.jwk], { path: '/realms/home' });
  provider.metadata = {
    authorization_endpoint: `${provider.issuer}/auth`,
    token_endpoint: `${provider.issuer}/token`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['EdDSA'],
    grant_types_supported: ['client_credentials'],
  };
  provider.grant = (asked) => {
    const iat = Math.floor(Date.now() / 1000);
    const aud = asked.get('resource') ?? 'account';
    const scope = asked.get('scope') ?? '';
    return sign(key, { iss: provider.issuer, sub: 'ide', aud, scope, iat, exp: iat + 300 });
  };
  let signIn: SignIn | undefined;
  http = await sampleHttp('never-seen-by-anybody', () => {}, {
    signIn: { identify: async (...request) => (signIn ?? lost()).identify(...request) },
    pages: [resourceMetadataPage({ issuers: [provider.issuer], givesTokens: false })],
  });
  signIn = signInWith({ ALBUMEN_JWT_ISSUER: provider.issuer, ALBUMEN_SERVER_URL: http.url.replace(/\/mcp$/, '') });
});

afterEach(async () => {
  await http.close();
  await provider.close();
});

const asProgram = () => ({
  clientId: 'ide',
  clientSecret: watchSecret('of-the-ide-at-its-provider'),
  expectedIssuer: provider.issuer,
});

function lost(): never {
  throw new Error('asked before it was ready');
}

function signInWith(env: Record<string, string>): SignIn {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.failure.message);
  const attempts = openAttemptLimit(countersInMemory());
  return openSignIn({ readers: openJwtReaders(config.value, { report: () => {} }), edition: 'ce', attempts });
}

describe('a client that knows nothing but the address', () => {
  it('finds the provider, gets a token for this server with the scope it is told, and comes in (SDK v2)', async () => {
    const client = new Client2({ name: 'test', version: '1' });
    await client.connect(new Http2(new URL(http.url), { authProvider: new Credentials2(asProgram()) }));
    expect((await client.listTools()).tools).not.toEqual([]);
    await client.close();
  });

  it('does so, too, where it speaks the 2025 protocol alone (SDK v1, which has to be told the scope)', async () => {
    const client = new Client1({ name: 'test', version: '1' });
    const transport = new Http1(new URL(http.url), {
      authProvider: new Credentials1({ ...asProgram(), scope: 'mcp' }),
    });
    // The SDK's own types disagree about optional properties.
    await client.connect(transport as Transport1);
    expect((await client.listTools()).tools).not.toEqual([]);
    await client.close();
  });

  it('stays outside with a token that was made for another server', async () => {
    const token =
      (await provider.grant?.(new URLSearchParams({ resource: 'https://elsewhere.example/mcp', scope: 'mcp' }))) ?? '';
    const reply = await send(http.url, 'POST', { ...json, ...bearer(token) }, hello);
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toContain('error="invalid_token", scope="mcp"');
  });

  it('is told to ask for the scope where its token has none', async () => {
    const token = (await provider.grant?.(new URLSearchParams({ resource: http.url }))) ?? '';
    const reply = await send(http.url, 'POST', { ...json, ...bearer(token) }, hello);
    expect(reply.status).toBe(403);
    expect(reply.headers['www-authenticate']).toContain('error="insufficient_scope", scope="mcp"');
  });

  it('is told to come back while nobody can say whether its token is right', async () => {
    provider.answerKeys = (request) => request.socket.destroy();
    const token = (await provider.grant?.(new URLSearchParams({ resource: http.url, scope: 'mcp' }))) ?? '';
    const reply = await send(http.url, 'POST', { ...json, ...bearer(token) }, hello);
    expect(reply.status).toBe(503);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
  });
});
