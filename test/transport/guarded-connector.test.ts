import { afterEach, describe, expect, test } from 'vitest';
import { isPrivateAddress, isPublicAddress } from '../../src/transport/address-policy.ts';
import { textCleaner } from '../../src/transport/foreign-text.ts';
import { guardedLookup } from '../../src/transport/guarded-connector.ts';
import { networkTransport } from '../../src/transport/network.ts';
import type { Transport } from '../../src/transport/transport.ts';
import { startWebHost, type WebHost } from '../fixtures/web-host.ts';

describe('a name is only as good as the worst of its addresses', () => {
  const publicOne = { address: '203.0.114.7', family: 4 };
  const privateOne = { address: '10.0.0.5', family: 4 };

  test.each([
    ['a public one', [publicOne], true],
    ['a private one', [privateOne], false],
    ['a public and a private one', [publicOne, privateOne], false],
    ['none', [], false],
  ])('%s', async (_, addresses, wanted) => {
    for (const all of [true, false]) {
      const found = await new Promise<unknown>((resolve) => {
        const refuse = () => new Error('not there');
        const look = guardedLookup({ mayConnect: isPublicAddress, refuse, resolve: async () => addresses });
        look('photos.example', { all }, (error, address) => resolve(error ?? address));
      });
      if (wanted) expect(found).toEqual(all ? addresses : publicOne.address);
      else expect(found).toEqual(new Error('not there'));
    }
  });
});

describe('a transport that may not connect everywhere', () => {
  let host: WebHost | undefined;
  let transport: Transport | undefined;

  afterEach(async () => {
    await transport?.close();
    await host?.close();
  });

  const speaker = {
    library: 'The server',
    product: 'a server',
    credential: 'key',
    settings: { address: 'ITS_ADDRESS', timeout: 'ITS_TIMEOUT' },
    clean: textCleaner(''),
  };

  async function ask(mayConnect: (address: string) => boolean, name: string): Promise<Response> {
    host = await startWebHost((_, response) => response.setHeader('content-type', 'application/json').end('{}'));
    const url = `http://${name}:${host.port}`;
    transport = networkTransport({ apiUrl: url, isRepeatable: () => true, maxRetries: 2, speaker, mayConnect });
    const limits = { signal: new AbortController().signal, timeoutSeconds: 5, maxBytes: 100 };
    return transport.send({ url, method: 'GET', headers: new Headers(), body: undefined }, limits);
  }

  test.each(['127.0.0.1', 'localhost'])('refuses %s without asking it, and does not try again', async (name) => {
    let checks = 0;
    const nowhere = () => {
      checks += 1;
      return false;
    };
    await expect(ask(nowhere, name)).rejects.toMatchObject({
      failure: {
        code: 'refused',
        message: `The server is at an address that may not be connected to: ${name}.`,
        hint: 'Check ITS_ADDRESS.',
      },
    });
    expect(host?.asked).toEqual([]);
    expect(checks).toBe(1);
  });

  test('connects where it may', async () => {
    expect((await ask(isPrivateAddress, '127.0.0.1')).status).toBe(200);
  });
});
