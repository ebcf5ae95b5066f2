import { getEventListeners } from 'node:events';
import { getServerVersion } from '@immich/sdk';
import { describe, expect, test } from 'vitest';
import { connectForTest } from '../fixtures/immich-tools.ts';

const answer = () => Promise.resolve(Response.json({ major: 3, minor: 1, patch: 0 }));

describe('a library in this process', () => {
  test('leaves nothing hanging on a signal that serves many requests', async () => {
    const { signal } = new AbortController();
    const library = connectForTest({ baseUrl: 'http://library', fetch: answer });
    for (let number = 0; number < 20; number++) await library.request((sdk) => getServerVersion(sdk), { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('learns that a call was cancelled while it answers', async () => {
    const stop = new AbortController();
    const library = connectForTest({
      baseUrl: 'http://library',
      fetch: (request) =>
        new Promise((resolve) => {
          request.signal.addEventListener('abort', () => resolve(Response.json({ message: 'heard' }, { status: 409 })));
          stop.abort();
        }),
    });
    const told = await library.request((sdk) => getServerVersion(sdk), { signal: stop.signal });
    expect(told).toMatchObject({ ok: false, failure: { message: expect.stringContaining('heard') } });
  });
});
