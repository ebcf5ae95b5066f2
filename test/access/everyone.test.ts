import { describe, expect, it } from 'vitest';
import { letNobodyIn, localIdentity, openUntilGuarded } from '../../src/access/everyone.ts';

const none = new Headers();

describe('a machine without clients', () => {
  const open = openUntilGuarded(letNobodyIn, async () => false);

  it.each(['127.0.0.1', '127.8.9.1', '::1'])('lets in whoever asks from %s', async (address) => {
    expect(await open.identify(none, address)).toEqual({ admitted: true, identity: localIdentity });
  });

  it.each(['203.0.113.9', '2001:db8::1', '', 'unknown', '128.0.0.1'])('does not let in %j', async (address) => {
    expect(await open.identify(none, address)).toMatchObject({ admitted: false, refusal: { status: 403 } });
  });

  it.each(['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via', 'CF-Connecting-IP'])(
    'does not take a request that came through a proxy (%s) for one of its own',
    async (name) => {
      const admission = await open.identify(new Headers({ [name]: '127.0.0.1' }), '127.0.0.1');
      expect(admission).toMatchObject({ admitted: false, refusal: { reason: 'not_permitted' } });
    },
  );
});

it('asks for a credential as soon as there is a client, and goes on to when the last one is removed', async () => {
  let clients = 0;
  const signIn = openUntilGuarded(letNobodyIn, async () => clients > 0);
  const comesIn = async () => (await signIn.identify(none, '127.0.0.1')).admitted;
  expect(await comesIn()).toBe(true);
  clients = 1;
  expect(await comesIn()).toBe(false);
  clients = 0;
  expect(await comesIn()).toBe(false);
});
