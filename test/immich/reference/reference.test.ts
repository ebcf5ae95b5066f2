import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { immichListConfigKeys } from '../../../src/immich/reference/config-keys-tool.ts';
import { configOptions } from '../../../src/immich/reference/config-options.ts';
import { immichReferenceResources } from '../../../src/immich/reference/resources.ts';
import { searchFilters } from '../../../src/immich/reference/search-filters.ts';
import { immichFindSearchFilters } from '../../../src/immich/reference/search-filters-tool.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { ask, refusal } from '../../fixtures/reference-tools.ts';

describe('immich_list_config_keys', () => {
  it.each([
    ['a variable', { query: 'db_hostname' }, ['DB_HOSTNAME', 'DB_HOSTNAME_FILE']],
    ['the path of a setting', { query: 'trash.days' }, ['trash.days']],
    ['a word of the description', { query: 'rockchip' }, ['MACHINE_LEARNING_RKNN']],
    [
      'a section',
      { section: 'storage template' },
      ['storageTemplate.enabled', 'storageTemplate.hashVerificationEnabled', 'storageTemplate.template'],
    ],
    ['both at once', { section: 'trash', query: 'days' }, ['trash.days']],
    ['not the default', { query: 'immich_quota' }, []],
  ])('looks for %s', async (_what, args, names) => {
    const found = await ask(immichListConfigKeys, args);
    expect(found.matches.map(({ environment, setting }) => environment ?? setting)).toEqual(names);
  });

  it('has the facts of each, and says how many there are', async () => {
    const found = await ask(immichListConfigKeys, { query: 'machineLearning.duplicateDetection.maxDistance' });
    expect(found).toEqual({
      matches: [
        {
          section: 'Machine Learning Settings',
          setting: 'machineLearning.duplicateDetection.maxDistance',
          default: '0.01',
          description: expect.stringContaining('0.001 to 0.1'),
        },
      ],
      total_matches: 1,
      truncated: false,
      query_applied: 'machineLearning.duplicateDetection.maxDistance',
    });
    const all = await ask(immichListConfigKeys);
    expect(all).toMatchObject({ total_matches: configOptions.length, truncated: true });
    expect(all.warnings).toEqual([
      `results truncated to 20 of ${configOptions.length} matches; raise the limit parameter (max 50) to retrieve more`,
    ]);
  });

  it.each([
    [{ limit: -1, query: 'x'.repeat(201) }, 'limit must be greater than 0'],
    [{ query: 'x'.repeat(201), section: 'x'.repeat(201) }, 'query must not exceed 200 characters'],
    [{ section: 'x'.repeat(201) }, 'section must not exceed 200 characters'],
    [{ edition: 'ce' }, 'Invalid arguments: unknown argument "edition" (known: section, query, limit).'],
  ])('refuses %j', async (args, message) => {
    expect(await refusal(immichListConfigKeys, args)).toBe(message);
  });
});

describe('immich_find_search_filters', () => {
  it.each([
    ['a name', { query: 'lensmodel' }, ['lensModel']],
    ['an argument of our tools', { query: 'is_archived' }, ['visibility']],
    ['an example', { query: 'bavaria' }, ['state']],
    ['a note', { query: 'star' }, ['rating']],
    ['a type', { type: 'ids' }, ['albumIds', 'personIds', 'tagIds']],
  ])('looks for %s', async (_what, args, names) => {
    expect((await ask(immichFindSearchFilters, args)).matches.map(({ filter }) => filter)).toEqual(names);
  });

  it.each([
    [{ type: 'timestamps' }, 'type must be one of choice, id, ids, number, string, switch, timestamp, or all'],
    [{ type: 'ids', limit: -1 }, 'limit must be greater than 0'],
  ])('refuses %j', async (args, message) => {
    expect(await refusal(immichFindSearchFilters, args)).toBe(message);
  });
});

describe('the settings of Immich', () => {
  it('are each there once and lack nothing', () => {
    const names = configOptions.map(({ environment, setting }) => environment ?? setting ?? '');
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(configOptions.map(({ description }) => description)).size).toBe(names.length);
    for (const { section, environment, setting, description } of configOptions) {
      expect(section).not.toBe('');
      expect([environment, setting].filter((name) => name !== undefined)).toHaveLength(1);
      expect(environment ?? 'A').toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(setting ?? 'a.b').toMatch(/^[a-z][A-Za-z]*(\.[A-Za-z]+)+$/);
      expect(description).toMatch(/^[A-Z].{7,}\.$/);
    }
  });

  it('show no default of a secret but the one that the documents tell everybody', () => {
    const secrets = configOptions.filter(({ environment, setting }) =>
      /password$|secret$/i.test(environment ?? setting ?? ''),
    );
    expect(secrets.map((option) => [option.environment ?? option.setting, option.default])).toEqual([
      ['DB_PASSWORD', 'postgres'],
      ['REDIS_PASSWORD', ''],
      ['notifications.smtp.transport.password', ''],
      ['oauth.clientSecret', ''],
    ]);
  });

  it('look as they did', () => {
    expect(
      configOptions.map((option) => [option.section, option.environment ?? option.setting, option.default].join(' | ')),
    ).toMatchSnapshot();
  });
});

describe('the search filters of Immich', () => {
  it('are sorted by type and name, and lack nothing', () => {
    const keys = searchFilters.map(({ type, filter }) => `${type} ${filter}`);
    expect(keys).toEqual([...keys].sort());
    for (const { examples, notes } of searchFilters) {
      expect(() => JSON.parse(examples)).not.toThrow();
      expect(notes).toMatch(/^[A-Z].{10,}\.$/);
    }
    expect(new Set(searchFilters.map(({ notes }) => notes)).size).toBe(searchFilters.length);
  });

  it('are as their types say', () => {
    const kinds = {
      choice: 'string',
      id: 'string',
      string: 'string',
      timestamp: 'string',
      number: 'number',
      switch: 'boolean',
      ids: 'object',
    };
    for (const { filter, type, examples } of searchFilters)
      expect(typeof JSON.parse(examples), filter).toBe(kinds[type]);
  });

  it('name arguments that the search tools have', () => {
    const shapes = { metadata: 'immich_search_metadata', smart: 'immich_search_smart' };
    const known = Object.values(shapes).flatMap((name) =>
      Object.keys(immichTools.find((tool) => tool.name === name)?.input.shape ?? {}),
    );
    const named = searchFilters.flatMap(({ argument }) => (argument === undefined ? [] : [argument]));
    expect(named.length).toBeGreaterThan(8);
    for (const argument of named) expect(known).toContain(argument);
  });
});

describe('what it costs', () => {
  it.each([immichListConfigKeys, immichFindSearchFilters])(
    'an answer of $name has at most 3,000 tokens',
    async (tool) => {
      expect(countTokens(JSON.stringify(await ask(tool)))).toBeLessThan(1500);
      expect(countTokens(JSON.stringify(await ask(tool, { limit: 50 })))).toBeLessThanOrEqual(3000);
    },
  );
});

describe('the resources', () => {
  it.each([
    ['immich://config-options', configOptions],
    ['immich://search-filters', searchFilters],
  ])('%s holds all of it, indented by two spaces', async (uri, items) => {
    const text = await immichReferenceResources.find((resource) => resource.uri === uri)?.read();
    expect(text).toBe(JSON.stringify({ version: '3.1', items }, null, 2));
  });
});
