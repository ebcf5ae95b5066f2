import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, unmapped } from '../../../src/access/limits/address-key.ts';

describe('the key of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['0:0:0:0:0:FFFF:cb00:7109', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1::', '2001:db8:1:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::1.2.3.4', '64:ff9b:0:0::/64'],
    ['no address', 'no address'],
    ['', ''],
  ])('of %j is %j', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is the same for all addresses of a /64, however they are written, and for no other', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const four = fc.tuple(group, group, group, group);
    const written = (groups: readonly number[]) => groups.map((part) => part.toString(16).toUpperCase()).join(':');
    fc.assert(
      fc.property(four, four, four, four, (network, other, host, host2) => {
        fc.pre(written(network) !== '0:0:0:0' && written(network) !== written(other));
        const key = addressKey(written([...network, ...host]));
        expect(addressKey(written([...network, ...host2]))).toBe(key);
        expect(addressKey(written([...other, ...host]))).not.toBe(key);
      }),
    );
  });

  it('leaves the address itself whole', () => {
    expect(unmapped('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2:3:4:5:6');
  });
});
