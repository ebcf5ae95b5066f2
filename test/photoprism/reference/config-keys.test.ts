import { describe, expect, it } from 'vitest';
import { listConfigKeys } from '../../../src/photoprism/reference/config-keys-tool.ts';
import { ask, refusal } from '../../fixtures/reference-tools.ts';

const keys = (args: Record<string, unknown>) => ask(listConfigKeys, args);
const advisory = (edition: string) =>
  `edition filtering is advisory; results come from the current ${edition} build metadata`;

describe('list_config_keys', () => {
  it('answers without arguments: the first 20 of all, and that there are more', async () => {
    const found = await keys({});
    expect(Object.keys(found)).toEqual(['matches', 'total_matches', 'truncated', 'edition_applied', 'warnings']);
    expect(found).toMatchObject({ total_matches: 227, truncated: true, edition_applied: 'all' });
    expect(found.matches).toHaveLength(20);
    expect(found.warnings).toEqual([
      'results truncated to 20 of 227 matches; raise the limit parameter (max 50) to retrieve more',
    ]);
  });

  it('has six facts of each', async () => {
    const { matches } = await keys({ query: '--admin-user' });
    expect(matches).toEqual([
      {
        section: 'Authentication',
        environment: 'PHOTOPRISM_ADMIN_USER, PHOTOPRISM_ADMIN_USERNAME',
        cli_flag: '--admin-user',
        default: 'admin',
        description: expect.stringMatching(/\.$/),
        edition_support: 'all',
      },
    ]);
  });

  it('finds three settings of HTTP, as PhotoPrism’s own documents try it', async () => {
    const found = await keys({ query: 'http', limit: 3 });
    expect(found.matches).toHaveLength(3);
    expect(found).toMatchObject({ truncated: true, query_applied: 'http' });
    for (const match of found.matches) expect(JSON.stringify(match).toLowerCase()).toContain('http');
  });

  it.each([
    ['a variable', { query: 'photoprism_readonly' }, ['--read-only']],
    ['a flag, in any case', { query: '--JWKS-URL' }, ['--jwks-url']],
    ['a word of the description', { query: 'keycloak' }, ['--oidc-uri']],
    ['not the default', { query: 'preferred_username' }, []],
    ['not the section', { query: 'daemon mode' }, []],
    ['a part of the section', { section: 'aemon' }, ['--pid-filename', '--log-filename']],
    ['both at once', { section: 'daemon', query: 'log' }, ['--log-filename']],
    ['nothing that is hidden', { query: '--theme-url' }, []],
  ])('looks for %s', async (_what, args, flags) => {
    const found = await keys(args);
    expect(found.matches.map((match) => match.cli_flag)).toEqual(flags);
    expect(found.total_matches).toBe(flags.length);
  });

  it('repeats what it looked for, as it was written', async () => {
    expect(await keys({ query: '  HTTP ', section: ' Web ', edition: ' CE ' })).toMatchObject({
      query_applied: 'HTTP',
      section_applied: 'Web',
      edition_applied: 'ce',
    });
    const found = await keys({ query: '  ', section: '\t', edition: ' ', limit: 50 });
    expect(found).toMatchObject({ total_matches: 227, edition_applied: 'all' });
    expect(Object.keys(found)).not.toContain('query_applied');
    expect(Object.keys(found)).not.toContain('section_applied');
  });

  it.each([
    [0, 20],
    [1, 1],
    [50, 50],
    [51, 50],
    [5000, 50],
  ])('limit %i gives %i', async (limit, count) => {
    expect((await keys({ limit })).matches).toHaveLength(count);
  });

  it('is not truncated where everything is there, and an empty list is a list', async () => {
    expect(await keys({ section: 'Daemon' })).toMatchObject({ total_matches: 2, truncated: false });
    expect(await keys({ query: 'no such thing' })).toEqual({
      matches: [],
      total_matches: 0,
      truncated: false,
      query_applied: 'no such thing',
      edition_applied: 'all',
    });
  });

  describe('refuses', () => {
    const long = 'x'.repeat(201);
    it.each([
      [{ edition: 'unknown' }, 'edition must be one of ce, plus, pro, portal, or all'],
      [{ edition: 'enterprise' }, 'edition must be one of ce, plus, pro, portal, or all'],
      [{ limit: -1 }, 'limit must be greater than 0'],
      [{ query: long }, 'query must not exceed 200 characters'],
      [{ section: long }, 'section must not exceed 200 characters'],
      [{ limit: 1.5 }, 'Invalid arguments: limit: must be a whole number.'],
      [{ filter: 'x' }, 'Invalid arguments: unknown argument "filter" (known: section, query, edition, limit).'],
    ])('%j', async (args, message) => {
      expect(await refusal(listConfigKeys, args)).toBe(message);
    });

    it('what is wrong first: the edition, the limit, the query, then the section', async () => {
      const wrong = { edition: 'x', limit: -1, query: long, section: long };
      expect(await refusal(listConfigKeys, wrong)).toMatch(/^edition/);
      expect(await refusal(listConfigKeys, { ...wrong, edition: 'ce' })).toMatch(/^limit/);
      expect(await refusal(listConfigKeys, { ...wrong, edition: 'ce', limit: 1 })).toMatch(/^query/);
      expect(await refusal(listConfigKeys, { ...wrong, edition: 'ce', limit: 1, query: 'a' })).toMatch(/^section/);
    });
  });

  describe('of an edition', () => {
    const sign = { section: 'Authentication', limit: 50 };
    const flagsOf = async (edition?: string) =>
      (await keys(edition === undefined ? sign : { ...sign, edition })).matches.map((match) => match.cli_flag);

    it('leaves out what only others have', async () => {
      const paid = [
        '--admin-scope',
        '--password-reset-uri',
        '--register-uri',
        '--login-info',
        '--oidc-domain',
        '--oidc-role',
      ];
      const all = await flagsOf();
      expect(all).toEqual(expect.arrayContaining(paid));
      expect(await flagsOf('all')).toEqual(all);
      expect(await flagsOf('ce')).toEqual(all.filter((flag) => !paid.includes(flag ?? '')));
      expect(await flagsOf('pro')).toEqual(all);
      expect((await flagsOf('plus')).filter((flag) => paid.includes(flag ?? ''))).toEqual([
        '--password-reset-uri',
        '--login-info',
      ]);
      expect(await flagsOf('portal')).toEqual(await flagsOf('ce'));
    });

    it.each([
      ['all', undefined],
      ['ce', undefined],
      ['plus', [advisory('ce')]],
      ['pro', [advisory('ce')]],
      ['portal', [advisory('ce')]],
      ['  PRO ', [advisory('ce')]],
    ])('%j warns %j', async (edition, warnings) => {
      expect((await keys({ edition, section: 'Daemon' })).warnings).toEqual(warnings);
    });

    it('warns of the edition before it warns that there is more', async () => {
      expect((await keys({ edition: 'pro' })).warnings).toEqual([
        advisory('ce'),
        expect.stringMatching(/^results truncated to 20 of 227 matches/),
      ]);
    });

    it('marks what only some editions have, with the most demanding of them as a hint', async () => {
      const support = async (flag: string) => {
        const [match] = (await keys({ query: flag })).matches;
        return [match?.edition_support, /( \*.*)?$/.exec(match?.description ?? '')?.[0]];
      };
      expect(await support('--admin-scope')).toEqual(['pro', ' *pro*']);
      expect(await support('--login-info')).toEqual(['pro', ' *plus* *pro*']);
      expect(await support('--http-port')).toEqual(['all', '']);
    });
  });
});
