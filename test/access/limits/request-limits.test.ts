import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countersInMemory } from '../../../src/access/limits/memory-counters.ts';
import { openRequestLimits } from '../../../src/access/limits/request-limits.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('takes so many of an identity in a minute, and says when it takes more', async () => {
  const limits = openRequestLimits(countersInMemory(), { perIdentity: 2, perAddress: 1 });
  expect([await limits.ofIdentity('a'), await limits.ofIdentity('a')]).toEqual([0, 0]);
  vi.advanceTimersByTime(20_000);
  expect(await limits.ofIdentity('a')).toBe(40);
  expect(await limits.ofIdentity('b')).toBe(0);
  vi.advanceTimersByTime(40_001);
  expect(await limits.ofIdentity('a')).toBe(0);
});

it('takes so many from an address, counted apart from identities', async () => {
  const limits = openRequestLimits(countersInMemory(), { perIdentity: 1, perAddress: 2 });
  expect(await limits.ofIdentity('2001:db8::1')).toBe(0);
  expect([await limits.fromAddress('2001:db8::1'), await limits.fromAddress('2001:db8::2')]).toEqual([0, 0]);
  expect(await limits.fromAddress('2001:db8::3')).toBe(60);
  expect(await limits.fromAddress('2001:db8:0:1::1')).toBe(0);
});

it('takes any number at 0', async () => {
  const limits = openRequestLimits(countersInMemory(), { perIdentity: 0, perAddress: 0 });
  const many = Array.from({ length: 5000 }, () => limits.fromAddress('203.0.113.9'));
  expect(Math.max(...(await Promise.all(many)))).toBe(0);
  expect(await limits.ofIdentity('a')).toBe(0);
});
