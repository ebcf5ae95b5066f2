/** What the doctor says of ALBUMEN_PROTECT where two libraries are connected. */
import { describe, expect, it } from 'vitest';
import { protectionFindings } from '../../../src/cli/doctor/protected-sets.ts';

const set = { kind: 'album', name: 'Family' } as const;

describe('a protected album', () => {
  it.each([
    [1, 0, /^ok: .*the album "Family" is there/],
    [0, 1, /^ok: .*the album "Family" is there/],
    [1, 2, /^note: .*3 things are the album "Family"/],
    [0, 0, /^problem: .*neither library has the album "Family"/],
  ])('of which one library has %i and the other %i', (count, other, said) => {
    const [finding] = protectionFindings([{ set, count }], [{ set, count: other }]);
    expect(`${finding?.level}: ${finding?.message}`).toMatch(said);
  });

  it('is not looked for elsewhere where there is one library', () => {
    expect(protectionFindings([{ set, count: 0 }])).toMatchObject([
      { level: 'problem', message: expect.stringContaining('the library does not have the album "Family"') },
    ]);
  });
});
