import { beforeEach, describe, expect, it } from 'vitest';
import type { Admission, RefusalReason } from '../../../src/access/identity.ts';
import { openSignInAudit, type SignInLine } from '../../../src/server/door/sign-in-audit.ts';

const minute = 60_000;
let lines: SignInLine[];
let now: number;
let audit: ReturnType<typeof openSignInAudit>;

beforeEach(() => {
  lines = [];
  now = 0;
  audit = openSignInAudit(
    (line) => lines.push(line),
    () => now,
  );
});

const allowed = (id: string, name = id): Admission => ({
  admitted: true,
  identity: { id, name, role: 'client', scope: 'mcp' },
});
const refused = (reason: RefusalReason): Admission => ({
  admitted: false,
  refusal: { status: 401, reason, message: 'no' },
});

describe('who came in', () => {
  it('is written down once in five minutes for each address', () => {
    audit.note(allowed('a'), '203.0.113.1');
    now = 4.9 * minute;
    audit.note(allowed('a'), '203.0.113.1');
    expect(lines).toHaveLength(1);
    audit.note(allowed('a'), '203.0.113.2');
    audit.note(allowed('b'), '203.0.113.1');
    expect(lines).toHaveLength(3);
    now = 5 * minute;
    audit.note(allowed('a'), '203.0.113.1');
    expect(lines).toHaveLength(4);
  });

  it('has a name of bounded length', () => {
    audit.note(allowed('a', 'x'.repeat(1000)), '::1');
    expect(lines[0]?.name).toHaveLength(80);
  });

  it('is remembered for so many; the oldest are written down again', () => {
    for (let caller = 0; caller <= 10_000; caller += 1) audit.note(allowed(`c${caller}`), '::1');
    expect(lines).toHaveLength(10_001);
    audit.note(allowed('c1'), '::1');
    expect(lines).toHaveLength(10_001);
    audit.note(allowed('c0'), '::1');
    expect(lines).toHaveLength(10_002);
  });
});

describe('who did not', () => {
  it.each(['wrong', 'unknown', 'malformed', 'expired', 'revoked', 'disabled', 'not_permitted'] as const)(
    'is written down each time for %s',
    (reason) => {
      audit.note(refused(reason), '::1');
      audit.note(refused(reason), '::1');
      expect(lines).toEqual(Array(2).fill({ outcome: 'refused', reason, address: '::1' }));
    },
  );

  it.each(['missing', 'too_many', 'unavailable'] as const)('is written down once in a while for %s', (reason) => {
    for (let request = 0; request < 100; request += 1) audit.note(refused(reason), '::1');
    expect(lines).toHaveLength(1);
  });
});
