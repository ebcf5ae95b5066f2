import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failed, success } from '../../../src/catalog/result.ts';
import { countByProbing } from '../../../src/immich/listing/count-by-probing.ts';

test('finds the exact count in about twice its logarithm of questions, whatever is known before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(200_000), fc.nat(1000), fc.option(fc.nat(1000)), async (count, below, above) => {
      let questions = 0;
      const known = {
        atLeast: Math.max(0, count - below),
        ...(above === null ? {} : { atMost: count + above }),
      };
      const counted = await countByProbing(known, async (number) => {
        questions++;
        return success(number <= count);
      });
      expect(counted).toEqual({ ok: true, value: count });
      expect(questions).toBeLessThanOrEqual(2 * Math.log2(count + 2) + 10);
    }),
  );
});

test('ends with the first failure', async () => {
  const broken = failed('unavailable', 'gone');
  expect(await countByProbing({ atLeast: 0 }, async () => broken)).toEqual(broken);
  expect(await countByProbing({ atLeast: 0, atMost: 9 }, async () => broken)).toEqual(broken);
});
