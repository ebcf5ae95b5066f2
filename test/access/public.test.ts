import { describe, expect, it } from 'vitest';
import { callerOf } from '../../src/access/caller.ts';
import { localIdentity } from '../../src/access/everyone.ts';
import type { Admission, Identity, RefusalReason } from '../../src/access/identity.ts';
import { orPublic } from '../../src/access/public.ts';
import { permissions } from '../../src/catalog/caller.ts';

function refusing(reason: RefusalReason): Admission {
  return { admitted: false, refusal: { status: 401, reason, message: 'no' } };
}

function enter(admission: Admission, address = '192.0.2.7'): Promise<Admission> {
  return orPublic({ identify: async () => admission }).identify(new Headers(), address);
}

async function publicIdentity(address?: string): Promise<Identity> {
  const admission = await enter(refusing('missing'), address);
  if (!admission.admitted) throw new Error(admission.refusal.message);
  return admission.identity;
}

describe('a public server', () => {
  it('lets in whoever shows no credential, as somebody who only looks and searches', async () => {
    const identity = await publicIdentity();
    expect(identity.isPublic).toBe(true);
    const caller = callerOf(identity, 'ce');
    expect(permissions.filter((permission) => caller.permits(permission))).toEqual(['view', 'search']);
  });

  it('tells its visitors apart by address', async () => {
    expect((await publicIdentity()).id).toBe('public:192.0.2.7');
    expect((await publicIdentity('2001:db8::1')).id).toBe((await publicIdentity('2001:db8::2')).id);
  });

  it('knows who signs in', async () => {
    expect(await enter({ admitted: true, identity: localIdentity })).toEqual({
      admitted: true,
      identity: localIdentity,
    });
  });

  it.each(['wrong', 'expired', 'revoked', 'unknown', 'disabled', 'not_permitted', 'too_many', 'malformed'] as const)(
    'lets nobody in who shows a credential that is refused: %s',
    async (reason) => {
      expect(await enter(refusing(reason))).toEqual(refusing(reason));
    },
  );
});
