import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { failureText, fetchDocument } from '../../../src/access/jwt/documents.ts';
import { discoveredKeys } from '../../../src/access/jwt/issuer-keys.ts';
import { type Respond, startWebHost, type WebHost } from '../../fixtures/web-host.ts';

const hosts: WebHost[] = [];

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

async function start(respond: Respond): Promise<WebHost> {
  const host = await startWebHost(respond);
  hosts.push(host);
  return host;
}

function sendJson(value: unknown): Respond {
  return (_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
}

/** What is told of a document that cannot be had. */
async function problemOf(fetching: Promise<unknown>): Promise<string | undefined> {
  return fetching.then(
    () => 'it could be had',
    (error) => failureText(error),
  );
}

const key = { kty: 'OKP', kid: 'first', crv: 'Ed25519', x: 'AAAA' };

describe('a document', () => {
  test('comes with its tag, and is not sent again while the tag is the same', async () => {
    const host = await start((request, response) => {
      const known = request.headers['if-none-match'] === '"1"';
      response.writeHead(known ? 304 : 200, { 'content-type': 'application/json', etag: '"1"' }).end(known ? '' : '{}');
    });
    expect(await fetchDocument(host.origin)).toEqual({ json: {}, etag: '"1"' });
    expect(await fetchDocument(host.origin, { etag: '"1"' })).toEqual({ json: undefined, etag: '"1"' });
  });

  test.each<[string, Respond, string]>([
    ['says it is gone', (_, response) => response.writeHead(410).end(), 'answers with status 410'],
    ['is unchanged, though nothing was there', (_, response) => response.writeHead(304).end(), 'status 304'],
    ['is a web page', (_, response) => response.setHeader('content-type', 'text/html').end('<html>'), 'a web page'],
    [
      'is broken',
      (_, response) => response.setHeader('content-type', 'application/json').end('{"keys":'),
      'not valid JSON',
    ],
    [
      'ends too early',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"keys":');
        setTimeout(() => response.destroy(), 5);
      },
      'cut the connection',
    ],
    [
      'says it has 10 MB',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '10000000' }).end(),
      'sent more than',
    ],
    [
      'has 10 MB',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        for (let sent = 0; sent < 10; sent += 1) response.write(' '.repeat(1_000_000));
        response.end('{}');
      },
      'sent more than',
    ],
    [
      'is somewhere else',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.2:1/' }).end(),
      'redirects to http://127.0.0.2:1',
    ],
    ['is nowhere', (_, response) => response.writeHead(302, { location: '/' }).end(), 'redirects to'],
  ])('that %s is none', async (_, respond, problem) => {
    const host = await start(respond);
    expect(await problemOf(fetchDocument(host.origin))).toContain(problem);
  });

  test('may move within its host', async () => {
    const host = await start((request, response, path) =>
      path === '/'
        ? response.writeHead(301, { location: '/new' }).end()
        : sendJson({ moved: true })(request, response, path),
    );
    expect((await fetchDocument(`${host.origin}/`)).json).toEqual({ moved: true });
  });

  test('is tried three times where the server is busy', async () => {
    const host = await start((_, response) => response.writeHead(503).end());
    await problemOf(fetchDocument(host.origin));
    expect(host.asked).toHaveLength(3);
  });

  test.each(['http://93.184.215.14/', 'http://169.254.169.254/latest/meta-data', 'http://[2606:4700:4700::1111]/'])(
    'is not asked for over plain http at %s',
    async (url) => {
      expect(await problemOf(fetchDocument(url))).toContain('may not be connected to');
    },
  );

  test('that others chose the address of is not asked for in this network', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    const port = typeof at === 'object' && at !== null ? at.port : 0;
    for (const name of ['127.0.0.1', 'localhost']) {
      const fetching = fetchDocument(`https://${name}:${port}/`, { chosenByOthers: true });
      expect(await problemOf(fetching)).toContain('may not be connected to');
    }
    expect(sockets).toEqual([]);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('where the keys of an issuer are', () => {
  const wellKnown = '/.well-known/openid-configuration';

  /** An issuer at `path` that publishes these documents. */
  async function startIssuer(path: string, documents: (origin: string) => Record<string, unknown>) {
    const host: WebHost = await start((request, response, asked) => {
      const document = documents(host.origin)[asked];
      return document === undefined ? response.writeHead(404).end() : sendJson(document)(request, response, asked);
    });
    return { host, keys: discoveredKeys(host.origin + path) };
  }

  test.each(['', '/', '/realms/home', '/application/o/albumen/'])(
    'is in the document of OpenID Connect below %s',
    async (path) => {
      const { keys, host } = await startIssuer(path, (origin) => ({
        [`${path.replace(/\/$/, '')}${wellKnown}`]: { issuer: origin + path, jwks_uri: `${origin}/keys` },
        '/keys': { keys: [key] },
      }));
      expect(await keys(undefined)).toEqual({ keys: [key] });
      expect(host.asked).toHaveLength(2);
    },
  );

  test('or in that of OAuth', async () => {
    const { keys } = await startIssuer('/tenant', (origin) => ({
      '/.well-known/oauth-authorization-server/tenant': { issuer: `${origin}/tenant`, jwks_uri: `${origin}/keys` },
      '/keys': { keys: [key] },
    }));
    expect(await keys(undefined)).toEqual({ keys: [key] });
  });

  test('is asked for once, and again where the keys are not there any more', async () => {
    let place = '/old';
    const { keys, host } = await startIssuer('', (origin) => ({
      [wellKnown]: { issuer: origin, jwks_uri: origin + place },
      [place]: { keys: [key] },
    }));
    await keys(undefined);
    await keys(undefined);
    expect(host.asked).toEqual([`GET ${wellKnown}`, 'GET /old', 'GET /old']);
    place = '/new';
    expect(await problemOf(keys(undefined))).toContain('/old answers with status 404');
    expect(await keys(undefined)).toEqual({ keys: [key] });
  });

  test.each<[string, (origin: string) => unknown, string]>([
    ['another issuer', (origin) => ({ issuer: `${origin}/other`, jwks_uri: `${origin}/keys` }), 'is of another issuer'],
    ['no issuer', (origin) => ({ jwks_uri: `${origin}/keys` }), 'names no issuer'],
    ['no keys', (origin) => ({ issuer: origin }), 'names no issuer or no address of keys'],
    ['keys in a file', (origin) => ({ issuer: origin, jwks_uri: 'file:///etc/passwd' }), 'no address of keys'],
    [
      'keys on another host without encryption',
      (origin) => ({ issuer: origin, jwks_uri: 'http://127.0.0.2/keys' }),
      'set ALBUMEN_JWT_JWKS_URL',
    ],
    [
      'keys with a password',
      (origin) => ({ issuer: origin, jwks_uri: 'https://a:b@example.com/keys' }),
      'set ALBUMEN_JWT_JWKS_URL',
    ],
    [
      'keys on another host of this network',
      (origin) => ({ issuer: origin, jwks_uri: 'https://127.0.0.1:8443/keys' }),
      'may not be connected to',
    ],
  ])('is not taken from a document of %s', async (_, document, problem) => {
    const { keys } = await startIssuer('', (origin) => ({ [wellKnown]: document(origin), '/keys': { keys: [key] } }));
    expect(await problemOf(keys(undefined))).toContain(problem);
  });

  test.each<[string, unknown, string]>([
    ['no set', [], 'holds no key set'],
    ['no keys at all, as Authentik has it without a signing key', {}, 'holds no key set'],
    ['an empty set', { keys: [] }, 'holds no public key'],
    ['keys without an id', { keys: [{ ...key, kid: undefined }] }, 'holds no public key'],
    ['secrets', { keys: [{ kty: 'oct', kid: 'first', k: 'AAAA' }] }, 'holds no public key'],
    ['more keys than anybody has', { keys: Array(101).fill({}) }, 'holds no key set'],
  ])('there may be %s', async (_, set, problem) => {
    const { keys } = await startIssuer('', (origin) => ({
      [wellKnown]: { issuer: origin, jwks_uri: `${origin}/keys` },
      '/keys': set,
    }));
    expect(await problemOf(keys(undefined))).toContain(problem);
  });
});
