import type { ServerResponse } from 'node:http';
import { createAlbum, getAboutInfo, getAlbumInfo, getMyUser, searchAssets, updateAssets, viewAsset } from '@immich/sdk';
import { afterEach, describe, expect, test } from 'vitest';
import type { Failure, Result } from '../../src/catalog/result.ts';
import { connectImmich, type ImmichLibrary } from '../../src/immich/connection.ts';
import { answerJson, type SeenRequest, type StandIn, startStandIn } from '../fixtures/immich-stand-in.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

const apiKey = watchSecret('kEy-of-the+family/9');
const opened: { close(): Promise<void> }[] = [];
const call = { signal: new AbortController().signal };

afterEach(async () => {
  for (const item of opened.splice(0)) await item.close();
});

type Handler = (request: SeenRequest, response: ServerResponse) => void;

async function immich(
  answer: Handler,
  options: { timeoutSeconds?: number; maxRetries?: number } = {},
): Promise<{ library: ImmichLibrary; server: StandIn }> {
  const server = await startStandIn(answer);
  const library = connectTo(server.url, options);
  opened.push(library, server);
  return { library, server };
}

function connectTo(baseUrl: string, options: { timeoutSeconds?: number; maxRetries?: number } = {}): ImmichLibrary {
  return connectImmich({ baseUrl, apiKey, timeoutSeconds: 5, maxRetries: 2, backoffMilliseconds: 1, ...options });
}

const about = (library: ImmichLibrary, signal = call.signal) => library.request((sdk) => getAboutInfo(sdk), { signal });
const search = (library: ImmichLibrary) => library.request((sdk) => searchAssets({ metadataSearchDto: {} }, sdk), call);
const create = (library: ImmichLibrary) =>
  library.request((sdk) => createAlbum({ createAlbumDto: { albumName: 'Sea' } }, sdk), call);
const bulkUpdate = (library: ImmichLibrary) =>
  library.request((sdk) => updateAssets({ assetBulkUpdateDto: { ids: [], isFavorite: true } }, sdk), call);

function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('expected a failure');
  return result.failure;
}

function status(code: number, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ message: 'Busy' }));
  };
}

/** Fails the first `times` requests with `failing`, then answers. */
function first(times: number, failing: Handler): Handler {
  return (request, response) => {
    if (request.number <= times) failing(request, response);
    else answerJson(response, { version: 'v3.1.0' });
  };
}

const cut: Handler = (_request, response) => response.destroy();
const cutMidway: Handler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"version":', () => response.destroy());
};

describe('a request', () => {
  test('carries the key in its header, and nowhere else', async () => {
    const { library, server } = await immich((_request, response) => answerJson(response, {}));
    await about(library);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers['x-api-key']).toBe(apiKey);
    expect(server.requests[0]?.url).toBe('/api/server/about');
  });

  test('waits for a free place when many run at once', async () => {
    let running = 0;
    let most = 0;
    const { library } = await immich((_request, response) => {
      most = Math.max(most, ++running);
      setTimeout(() => {
        running--;
        answerJson(response, {});
      }, 5);
    });
    await Promise.all(Array.from({ length: 40 }, () => about(library)));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(16);
  });
});

describe('a passing fault', () => {
  const troubles: [string, Handler][] = [
    ['429', status(429)],
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
    ['a connection that is cut', cut],
    ['an answer that is cut midway', cutMidway],
  ];
  test.each(troubles)('%s is tried again where that is safe', async (_name, failing) => {
    const { library, server } = await immich(first(2, failing));
    expect(await about(library)).toEqual({ ok: true, value: { version: 'v3.1.0' } });
    expect(server.requests).toHaveLength(3);
  });

  test.each(troubles)('%s is not tried again where something is created or altered', async (_name, failing) => {
    const { library, server } = await immich(failing);
    expect(failureOf(await create(library)).code).toBe('unavailable');
    expect(server.requests).toHaveLength(1);
    expect(failureOf(await bulkUpdate(library)).code).toBe('unavailable');
    expect(server.requests).toHaveLength(2);
  });

  test('a search, which is a POST, is tried again', async () => {
    const { library, server } = await immich(first(1, status(503)));
    expect((await search(library)).ok).toBe(true);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.body).toBe(server.requests[0]?.body);
  });

  test('that stays is reported after the configured tries', async () => {
    const { library, server } = await immich(status(503), { maxRetries: 1 });
    const failure = failureOf(await about(library));
    expect(failure.code).toBe('unavailable');
    expect(failure.message).toContain('503: Busy');
    expect(server.requests).toHaveLength(2);
  });

  test('of a request that altered something says that it may have been done', async () => {
    const { library } = await immich(cut);
    expect(failureOf(await create(library)).hint).toContain('may have been made');
  });

  test('an ordinary server error is not tried again', async () => {
    const { library, server } = await immich(status(500));
    expect(failureOf(await about(library)).message).toContain('500: Busy');
    expect(server.requests).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  test('in seconds and as a date is waited for', async () => {
    const past = new Date(Date.now() - 60_000).toUTCString();
    for (const value of ['0', past]) {
      const { library, server } = await immich(first(1, status(429, { 'retry-after': value })));
      expect((await about(library)).ok).toBe(true);
      expect(server.requests).toHaveLength(2);
    }
  });

  test('that asks for minutes ends the call and says so', async () => {
    const { library, server } = await immich(status(503, { 'retry-after': '600' }));
    expect(failureOf(await about(library)).message).toContain('600 s');
    expect(server.requests).toHaveLength(1);
  });

  test('that makes no sense is ignored', async () => {
    const { library, server } = await immich(first(1, status(429, { 'retry-after': 'soon' })));
    expect((await about(library)).ok).toBe(true);
    expect(server.requests).toHaveLength(2);
  });
});

describe('a server that does not answer', () => {
  test('at all is named, with what to check', async () => {
    const { library, server } = await immich(cut);
    await server.close();
    const failure = failureOf(await about(library));
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringContaining(new URL(server.url).host) });
    expect(failure.message).toContain('ECONNREFUSED');
    expect(failure.hint).toContain('IMMICH_BASE_URL');
  });

  test('and never received a change leaves no doubt about it', async () => {
    const { library, server } = await immich(cut);
    await server.close();
    expect(failureOf(await create(library)).hint).not.toContain('may have been made');
  });

  test('in time is given up, once, and the setting is named', async () => {
    const { library, server } = await immich(() => {}, { timeoutSeconds: 0.05 });
    const failure = failureOf(await about(library));
    expect(failure.code).toBe('timeout');
    expect(failure.hint).toContain('IMMICH_TIMEOUT');
    expect(server.requests).toHaveLength(1);
  });

  test('to its end in time is given up too', async () => {
    const { library } = await immich(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      },
      { timeoutSeconds: 0.05 },
    );
    expect(failureOf(await about(library)).code).toBe('timeout');
  });

  test('is let go when the caller cancels', async () => {
    const cancel = new AbortController();
    const { library, server } = await immich(() => cancel.abort());
    expect(failureOf(await about(library, cancel.signal)).code).toBe('cancelled');
    expect(server.requests).toHaveLength(1);
  });

  test('is not asked when the caller has cancelled already', async () => {
    const { library, server } = await immich(status(200));
    expect(failureOf(await about(library, AbortSignal.abort())).code).toBe('cancelled');
    expect(server.requests).toHaveLength(0);
  });

  test('and a change that still waits for its turn, is cancelled without doubt about it', async () => {
    const cancel = new AbortController();
    const { library, server } = await immich(() => {
      if (server.requests.length === 16) cancel.abort();
    });
    const changes = Array.from({ length: 17 }, () =>
      library.request((sdk) => createAlbum({ createAlbumDto: { albumName: 'Sea' } }, sdk), { signal: cancel.signal }),
    );
    const failures = (await Promise.all(changes)).map(failureOf);
    expect(failures.map(({ code }) => code)).toEqual(Array(17).fill('cancelled'));
    expect(failures.filter(({ hint }) => hint?.includes('may have been made'))).toHaveLength(16);
    expect(server.requests).toHaveLength(16);
  });

  test('cancelling ends the wait before another try', async () => {
    const cancel = new AbortController();
    const { library, server } = await immich((request, response) => {
      status(503, { 'retry-after': '15' })(request, response);
      setTimeout(() => cancel.abort(), 20);
    });
    expect(failureOf(await about(library, cancel.signal)).code).toBe('cancelled');
    expect(server.requests).toHaveLength(1);
  });
});

describe('an answer that is not Immich’s', () => {
  test('a web page is recognised, and not taken for data', async () => {
    const { library } = await immich((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Sign in</html>');
    });
    const failure = failureOf(await about(library));
    expect(failure.message).toContain('a web page instead of data');
    expect(failure.hint).toContain('IMMICH_BASE_URL');
  });

  test('an empty one is not taken for data', async () => {
    const { library } = await immich((_request, response) => response.writeHead(200).end());
    expect(failureOf(await about(library)).message).toContain('nothing instead of data');
  });

  test('invalid JSON is reported as damaged', async () => {
    const { library } = await immich((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"version": "v3.1');
    });
    expect(failureOf(await about(library))).toMatchObject({ code: 'unexpected' });
  });

  test('a huge one is not read, announced or not', async () => {
    for (const headers of [{ 'content-length': '2000' }, {}]) {
      const { library } = await immich((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify('x'.repeat(1998)));
      });
      const result = await library.request((sdk) => getAboutInfo(sdk), { ...call, maxBytes: 1000 });
      expect(failureOf(result).code).toBe('refused');
    }
  });

  test('an answer to /server/version from something else is no Immich', async () => {
    for (const answer of [{ status: 'up' }, null, [], 'v3']) {
      const { library } = await immich((_request, response) => answerJson(response, answer));
      expect(failureOf(await library.dialect(call)).code).toBe('unsupported');
    }
  });
});

describe('a redirect', () => {
  test('on the same server is followed, with the key', async () => {
    const { library, server } = await immich((request, response) => {
      if (request.url.includes('original')) {
        response.writeHead(200, { 'content-type': 'image/webp' }).end('picture');
      } else {
        response.writeHead(302, { location: '/api/assets/1/original?edited=true' }).end();
      }
    });
    const picture = await library.request((sdk) => viewAsset({ id: '1' }, sdk), call);
    expect(picture.ok && (await picture.value.text())).toBe('picture');
    expect(server.requests.map((request) => request.headers['x-api-key'])).toEqual([apiKey, apiKey]);
  });

  test('to another server is not followed: the key stays here', async () => {
    const elsewhere = await startStandIn((_request, response) => answerJson(response, {}));
    opened.push(elsewhere);
    for (const code of [301, 302, 307, 308]) {
      const { library } = await immich((_request, response) =>
        response.writeHead(code, { location: `${elsewhere.url}/api/server/about` }).end(),
      );
      const failure = failureOf(await about(library));
      expect(failure.message).toContain(elsewhere.url);
      expect(failure.hint).toContain('IMMICH_BASE_URL');
    }
    expect(elsewhere.requests).toHaveLength(0);
  });

  test('does not turn a change into something else', async () => {
    const { library, server } = await immich((_request, response) =>
      response.writeHead(302, { location: '/api/elsewhere' }).end(),
    );
    expect(failureOf(await create(library)).code).toBe('unavailable');
    expect(server.requests).toHaveLength(1);
  });

  test('in a circle ends', async () => {
    const { library, server } = await immich((request, response) =>
      response.writeHead(302, { location: request.url }).end(),
    );
    expect(failureOf(await about(library)).code).toBe('unavailable');
    expect(server.requests).toHaveLength(6);
  });
});

describe('an error of Immich', () => {
  const albumId = '25a8bd19-3d1a-4d10-a276-fd89db260b61';
  const readAlbum = (library: ImmichLibrary) => library.request((sdk) => getAlbumInfo({ id: albumId }, sdk), call);
  const issue = { code: 'invalid_type', path: ['ids', 0], message: 'Invalid UUID' };
  const legacy = { error: 'Bad Request', statusCode: 400, correlationId: 'x' };
  const cases: [string, number, unknown, Partial<Failure>][] = [
    [
      'a wrong key',
      401,
      { message: 'Invalid API key' },
      {
        code: 'unauthorized',
        message: expect.stringContaining('Invalid API key'),
        hint: expect.stringContaining('IMMICH_API_KEY'),
      },
    ],
    [
      'a key without the permission',
      403,
      { message: 'Missing required permission: album.read' },
      {
        code: 'denied',
        message: 'The API key lacks the permission album.read.',
        hint: 'Grant album.read to the key in Immich > Account Settings > API Keys.',
      },
    ],
    ['what only administrators may', 403, { message: 'Forbidden' }, { code: 'denied' }],
    [
      'an unknown id',
      400,
      { message: 'Not found or no album.read access' },
      { code: 'not_found', message: 'Not found or no album.read access.' },
    ],
    [
      'a validation of 3.x',
      400,
      { message: 'Validation failed', errors: [issue] },
      { code: 'invalid_input', message: expect.stringContaining('Validation failed; ids.0: Invalid UUID') },
    ],
    [
      'a validation of 2.7',
      400,
      { ...legacy, message: ['id must be a UUID', 'name must be a string'] },
      { code: 'invalid_input', message: expect.stringContaining('id must be a UUID; name must be a string') },
    ],
    ['a missing thing', 404, { message: 'Asset media not found' }, { code: 'not_found' }],
    ['an unknown route', 404, { message: 'Cannot GET /api/albums/x' }, { code: 'unsupported' }],
    [
      'a 404 of something else',
      404,
      '<html>',
      { code: 'unsupported', hint: expect.stringContaining('IMMICH_BASE_URL') },
    ],
    ['too many requests', 429, { message: 'ThrottlerException' }, { code: 'unavailable' }],
    ['its own fault', 500, { message: 'Internal server error' }, { code: 'unavailable' }],
    ['a gateway', 502, '<html>Bad gateway</html>', { code: 'unavailable' }],
  ];
  test.each(cases)('%s is told with what to do', async (_name, code, body, expected) => {
    const { library } = await immich(
      (_request, response) => {
        const json = typeof body !== 'string';
        response.writeHead(code, { 'content-type': json ? 'application/json' : 'text/html' });
        response.end(json ? JSON.stringify(body) : body);
      },
      { maxRetries: 0 },
    );
    expect(failureOf(await readAlbum(library))).toMatchObject(expected);
  });

  test('is told in its own words where a file or nothing was expected', async () => {
    const { library } = await immich((_request, response) =>
      answerJson(response, { message: 'Not found or no asset.view access' }, 400),
    );
    const picture = await library.request((sdk) => viewAsset({ id: albumId }, sdk), call);
    expect(failureOf(picture)).toMatchObject({ code: 'not_found', message: 'Not found or no asset.view access.' });
    expect(failureOf(await bulkUpdate(library))).toMatchObject({ code: 'not_found' });
  });

  test('never shows the key, control characters or a flood', async () => {
    const words = `${encodeURIComponent(apiKey)} ${apiKey} ?apiKey=other-secret\u0000\u001b[31m\u202e ${'long '.repeat(1000)}`;
    const { library } = await immich((_request, response) => answerJson(response, { message: words }, 400));
    const { message } = failureOf(await library.request((sdk) => getMyUser(sdk), call));
    expect(message).not.toContain(apiKey);
    expect(message).not.toContain(encodeURIComponent(apiKey));
    expect(message).not.toContain('other-secret');
    expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(message.length).toBeLessThan(500);
  });
});

test('the server’s version is asked once, and again after the server failed', async () => {
  let up = true;
  let minor = 1;
  const { library, server } = await immich((_request, response) =>
    answerJson(response, { major: 3, minor, patch: 0, prerelease: null }, up ? 200 : 500),
  );
  expect(await library.dialect(call)).toMatchObject({ ok: true, value: { version: '3.1.0' } });
  await library.dialect(call);
  expect(server.requests).toHaveLength(1);

  [up, minor] = [false, 2];
  expect((await about(library)).ok).toBe(false);
  expect((await library.dialect(call)).ok).toBe(false);
  up = true;
  expect(await library.dialect(call)).toMatchObject({ ok: true, value: { version: '3.2.0' } });
});

test('links lead to the public address', () => {
  const links = (externalUrl?: string) =>
    connectImmich({ baseUrl: 'http://nas:2283', apiKey, externalUrl, timeoutSeconds: 1, maxRetries: 0 }).links;
  expect(links().asset('a1')).toBe('http://nas:2283/photos/a1');
  expect(links('https://photos.example.com').album('../x')).toBe('https://photos.example.com/albums/..%2Fx');
});
