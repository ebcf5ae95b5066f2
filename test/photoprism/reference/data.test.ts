import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it, test } from 'vitest';
import { configSections, listedOptions } from '../../../src/photoprism/reference/config-options.ts';
import { referenceResources } from '../../../src/photoprism/reference/resources.ts';
import { searchFilters } from '../../../src/photoprism/reference/search-filters.ts';
import { referenceTools } from '../../../src/photoprism/reference/tools.ts';
import { ask } from '../../fixtures/reference-tools.ts';

const options = configSections.flatMap(({ title, options }) =>
  options.map((option) => ({ section: title, ...option })),
);

describe('the settings', () => {
  it('are 255, of which PhotoPrism hides 28, in 21 sections', () => {
    expect([options.length, options.filter(({ hidden }) => hidden).length, configSections.length]).toEqual([
      255, 28, 21,
    ]);
    expect(listedOptions).toHaveLength(227);
  });

  it('are each there once, whatever they are called', () => {
    const flags = options.map(({ cliFlag }) => cliFlag);
    const variables = listedOptions.flatMap(({ item }) => item.environment.split(', '));
    expect(new Set(flags).size).toBe(255);
    expect(new Set(variables).size).toBe(variables.length);
    expect(new Set(options.map(({ description }) => description)).size).toBe(255);
  });

  it.each(listedOptions.map(({ item }) => [item.cli_flag, item] as const))('%s lacks nothing', (flag, item) => {
    expect(flag).toMatch(/^--[a-z0-9-]+$/);
    expect(item.environment).toMatch(/^PHOTOPRISM_[A-Z0-9_]+(, PHOTOPRISM_[A-Z0-9_]+)*$/);
    expect(item.section).not.toBe('');
    expect(item.description).toMatch(/^[A-Z][^*]{10,}\.( \*(plus|pro|portal)\*)*$/);
  });

  it('have their indexing options under Indexing, and only the backup options under Backup', () => {
    const flagsOf = (section: string) =>
      options.filter((option) => option.section === section).map(({ cliFlag }) => cliFlag);
    expect(flagsOf('Indexing')).toEqual([
      '--index-workers',
      '--index-schedule',
      '--wakeup-interval',
      '--auto-index',
      '--auto-import',
    ]);
    expect(flagsOf('Backup')).toHaveLength(5);
  });

  it.each([
    'admin-password',
    'database-password',
    'oidc-secret',
    'join-token',
    'download-token',
    'preview-token',
    'vision-key',
  ])('show no default of the secret %s, whatever the environment says', (flag) => {
    expect(options.find(({ cliFlag }) => cliFlag === `--${flag}`)).toMatchObject({ default: '', hidden: false });
  });

  it.each([
    ['--http-port', 'PHOTOPRISM_HTTP_PORT', '2342'],
    ['--read-only', 'PHOTOPRISM_READONLY', 'false'],
    ['--index-workers', 'PHOTOPRISM_INDEX_WORKERS, PHOTOPRISM_WORKERS', 'auto'],
    ['--originals-limit', 'PHOTOPRISM_ORIGINALS_LIMIT', '1000'],
    ['--jwt-scope', 'PHOTOPRISM_JWT_SCOPE', 'config cluster vision metrics mcp'],
    ['--session-timeout', 'PHOTOPRISM_SESSION_TIMEOUT', '604800'],
    ['--ffmpeg-exclude', 'PHOTOPRISM_FFMPEG_EXCLUDE, PHOTOPRISM_FFMPEG_BLACKLIST', ''],
    ['--portal-url', 'PHOTOPRISM_PORTAL_URL', `https://portal.\${PHOTOPRISM_CLUSTER_DOMAIN}`],
    ['--disable-mcp', 'PHOTOPRISM_DISABLE_MCP', 'false'],
  ])('know %s', (flag, environment, byDefault) => {
    expect(options.find(({ cliFlag }) => cliFlag === flag)).toMatchObject({ environment, default: byDefault });
  });

  it('look as they did', () => {
    expect(
      options.map(({ section, environment, cliFlag, default: byDefault, editions, hidden }) => {
        return [section, cliFlag, environment, byDefault, ...editions, ...(hidden ? ['hidden'] : [])].join(' | ');
      }),
    ).toMatchSnapshot();
  });
});

describe('the search filters', () => {
  it('are 83, each there once, sorted by type and name byte by byte', () => {
    const keys = searchFilters.map(({ type, filter }) => `${type} ${filter}`);
    expect(keys).toHaveLength(83);
    expect(new Set(keys).size).toBe(83);
    expect(keys).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it.each(searchFilters.map((filter) => [filter.filter, filter] as const))(
    '%s lacks nothing',
    (name, { examples, notes }) => {
      expect(name).toMatch(/^[a-z0-9]+$/);
      for (const example of examples.split(/ (?=[a-z0-9]+:)/)) expect(example.startsWith(`${name}:`)).toBe(true);
      expect(notes).toMatch(/^[A-Z].{10,}\.$/);
    },
  );

  it('leave out what is no filter', () => {
    const names = searchFilters.map(({ filter }) => filter);
    for (const name of ['q', 's', 'filter', 'count', 'offset', 'order', 'reverse', 'merged']) {
      expect(names).not.toContain(name);
    }
  });
});

describe('an answer', () => {
  const sections = configSections.map(({ title }) => ({ section: title }));
  it.each([{}, ...sections])('of list_config_keys to %j takes less than 1,500 tokens', async (args) => {
    const [listConfigKeys] = referenceTools;
    if (listConfigKeys === undefined) throw new Error('no tool');
    expect(countTokens(JSON.stringify(await ask(listConfigKeys, args)))).toBeLessThan(1500);
  });

  it.each(referenceTools.map((tool) => [tool.name, tool] as const))(
    'of %s takes at most 3,000 tokens',
    async (_name, tool) => {
      expect(countTokens(JSON.stringify(await ask(tool, { limit: 50 })))).toBeLessThanOrEqual(3000);
    },
  );
});

describe('the resources', () => {
  it.each([
    ['photoprism://config-options', 227, ['section', 'environment', 'cli_flag', 'default', 'description']],
    ['photoprism://search-filters', 83, ['filter', 'type', 'examples', 'notes']],
  ])('%s holds the edition and all %i items, indented by two spaces', async (uri, count, fields) => {
    const resource = referenceResources.find((one) => one.uri === uri);
    expect(resource).toMatchObject({ mimeType: 'application/json', permission: 'search', toolset: 'reference' });
    const text = (await resource?.read()) ?? '';
    const content: { edition: string; items: object[] } = JSON.parse(text);
    expect(Object.keys(content)).toEqual(['edition', 'items']);
    expect(content.edition).toBe('ce');
    expect(content.items).toHaveLength(count);
    for (const item of content.items) expect(Object.keys(item)).toEqual(fields);
    expect(text).toBe(JSON.stringify(content, null, 2));
  });
});

test('nothing of the reference can reach a library: it imports the catalog, itself, and types', () => {
  const source = join(import.meta.dirname, '../../../src');
  for (const folder of ['photoprism', 'immich']) {
    const reference = join(source, folder, 'reference');
    const files = readdirSync(reference, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(files).toContain('tools.ts');
    for (const file of files) {
      const text = readFileSync(join(reference, file), 'utf8');
      const imports = [...text.matchAll(/^import (type )?[^;]*?from '([^']+)'|import\('([^']+)'\)/gm)];
      for (const [, type, from = '', later = from] of imports) {
        const target = join(reference, dirname(file), later);
        const own =
          later.startsWith('.') && [reference, join(source, 'catalog')].some((room) => target.startsWith(room));
        expect(own || later === 'zod' || type !== undefined, `${folder}/reference/${file} imports ${later}`).toBe(true);
      }
    }
  }
});
