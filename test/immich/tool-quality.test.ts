/** What can be said of a tool without asking a model: how well it is described, and whether its hints are true. */
import { Permission } from '@immich/sdk';
import { describe, expect, test } from 'vitest';
import { bindTools } from '../../src/catalog/binding.ts';
import { localCaller } from '../../src/catalog/caller.ts';
import { allReferenceTools } from '../../src/cli/reference.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import { historyTools } from '../../src/journal/tools/all.ts';
import { connectPhotoPrism } from '../../src/photoprism/connection.ts';
import { photoprismTools } from '../../src/photoprism/tools/all.ts';
import { openToolbox } from '../../src/server/toolbox.ts';
import { connectForTest } from '../fixtures/immich-tools.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

type LibraryTool = (typeof immichTools)[number] | (typeof photoprismTools)[number];
const libraryTools: readonly LibraryTool[] = [...immichTools, ...photoprismTools];

const library = connectForTest({ baseUrl: 'http://library.invalid' });
const everything = { toolsets: 'all', readOnly: false } as const;
const slim = { toolsets: 'slim', readOnly: false } as const;
const accessToken = watchSecret('token-of-nothing');
const photoprism = connectPhotoPrism({
  baseUrl: 'http://photoprism.invalid',
  accessToken,
  timeoutSeconds: 1,
  maxRetries: 0,
});
const bound = [
  ...bindTools(immichTools, library),
  ...bindTools(photoprismTools, photoprism),
  ...bindTools(allReferenceTools, undefined),
];
const listed = openToolbox(bound, everything, localCaller).list();
const gateways = openToolbox(bindTools(immichTools, library), slim, localCaller)
  .list()
  .filter(({ name }) => name.startsWith('tools_'));
const known = new Set([...listed, ...gateways, ...historyTools].map(({ name }) => name));

interface Parameter {
  readonly path: string;
  readonly name: string;
  readonly description: string;
}

/** Every parameter as the model sees it. */
const parameters: readonly Parameter[] = [...listed, ...gateways].flatMap((tool) =>
  Object.entries(tool.inputSchema.properties ?? {}).map(([name, schema]) => ({
    path: `${tool.name}.${name}`,
    name,
    description:
      typeof schema === 'object' && schema !== null && 'description' in schema ? String(schema.description) : '',
  })),
);

const words = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [];
/** Words that say nothing of their own. */
const empty = new Set([
  'a',
  'an',
  'the',
  'of',
  'in',
  'to',
  'and',
  'or',
  'with',
  'its',
  'this',
  'is',
  'immich',
  'photoprism',
]);

/** The words of `text` that are not in `said` already, in the singular or plural. */
function adds(text: string, said: string): string[] {
  const before = new Set(words(said).flatMap((word) => [word, `${word}s`, word.replace(/s$/, '')]));
  return words(text).filter((word) => !empty.has(word) && !before.has(word));
}

/** Words that cost tokens, promise or push instead of saying something. */
const filler =
  /\b(please|simply|just|easily|easy|powerful|very|comprehensive|seamless\w*|various|allows? you|this tool|note that|in order to|useful|helpful|robust|IMPORTANT|ALWAYS|NEVER|MUST)\b/;

const tools = libraryTools.map((tool) => [tool.name, tool] as const);
const texts = [...listed, ...gateways].map((tool) => [tool.name, tool.description ?? '', tool.title ?? ''] as const);

describe('the description of a tool', () => {
  test.each(texts)('%s begins with a verb and ends a sentence', (_name, description) => {
    expect(description).toMatch(/^[A-Z][a-z]+s\b/);
    expect(description).toMatch(/[.)]$/);
  });

  test.each(texts)('%s says more than its title and name do', (name, description, title) => {
    expect(adds(description, `${title} ${name.replaceAll('_', ' ')}`).length).toBeGreaterThanOrEqual(3);
    expect(title).toMatch(/^[A-Z].{2,38}$/);
  });

  test.each(texts)('%s has no filler, no trick and nothing that cannot be seen', (name, description, title) => {
    const all = [
      description,
      title,
      ...parameters.filter(({ path }) => path.startsWith(`${name}.`)).map((one) => one.description),
    ];
    for (const text of all) {
      expect(text).not.toMatch(filler);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]|<\/| {2}/u);
    }
  });

  test.each(texts)('%s names only tools that exist', (name, description) => {
    const all = [
      description,
      ...parameters.filter(({ path }) => path.startsWith(`${name}.`)).map((one) => one.description),
    ];
    const named = all.flatMap(
      (text) => text.match(/\b(?:immich|photoprism|tools|history)_[a-z_]+|\blist_assets\b/g) ?? [],
    );
    for (const tool of named) expect(known, `${tool} in ${name}`).toContain(tool);
    expect(named).not.toContain(name);
  });

  test('is nobody else’s, and so are name and title', () => {
    for (const of of [0, 1, 2] as const) {
      const all = texts.map((text) => text[of]);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe('a parameter', () => {
  test.each(parameters.map((parameter) => [parameter.path, parameter] as const))(
    '%s is described, and not by its own name',
    (_path, { name, description }) => {
      expect(description.length).toBeGreaterThan(3);
      expect(adds(description, name.replaceAll('_', ' ')).length).toBeGreaterThan(0);
    },
  );

  test('that begins with a capital never ends in a point: it is no sentence', () => {
    for (const { path, description } of parameters) expect(description, path).not.toMatch(/\.$/);
  });
});

describe('the hints of a tool', () => {
  test.each(tools)('%s are what its effect says, each of them stated', (_name, tool) => {
    expect(tool.hints).toEqual({
      readOnlyHint: tool.effect === 'read',
      destructiveHint: tool.effect === 'remove',
      idempotentHint: expect.any(Boolean),
      openWorldHint: expect.any(Boolean),
    });
    if (tool.effect === 'read') expect(tool.hints.idempotentHint).toBe(true);
  });

  test.each(tools)('%s fit its name', (name, tool) => {
    const verb = name.split('_').at(-1) ?? '';
    const takesAway = /_(delete|remove|merge|dismiss|resolve)(_|$)|_untag_|_(unlabel|unstack)$/.test(name);
    const shows = /^(view_|page_|review_|contact_sheet$)/.test(name);
    const looks =
      shows || /^(list|get|view|statistics|ping|capabilities|me|metadata|smart|explore|search|status)$/.test(verb);
    expect(tool.effect === 'remove', `${name} removes`).toBe(takesAway);
    if (name !== 'list_assets') expect(tool.effect === 'read', `${name} reads`).toBe(looks);
  });

  test.each(tools.filter(([, tool]) => tool.effect === 'remove'))(
    '%s previews by default and says so',
    (_name, tool: LibraryTool) => {
      expect(tool.description).toMatch(/Previews by default/);
      expect(tool.input.shape).toHaveProperty('dry_run');
      expect((tool.input.safeParse({}).error?.issues ?? []).map(({ path }) => path[0])).not.toContain('dry_run');
    },
  );

  test.each(tools.filter(([, tool]) => 'dry_run' in tool.input.shape))(
    '%s that previews is one that acts',
    (_name, tool) => {
      expect(tool.effect).not.toBe('read');
      expect(tool.description).toMatch(/Previews by default/);
    },
  );
});

/** Resources that PhotoPrism's access tokens can be bound to, as far as tools need them. */
const photoprismScopes = [
  'photos',
  'albums',
  'labels',
  'people',
  'places',
  'files',
  'folders',
  'shares',
  'config',
  'logs',
];

/** What a library's keys can be bound to, what of that only reads, and what its reading tools ask of a caller. */
function rightsOf(name: string) {
  return name.startsWith('photoprism_')
    ? { scopes: photoprismScopes, reading: /./, toRead: ['view', 'search', 'manage'] }
    : {
        scopes: Object.values<string>(Permission),
        reading: /\.(read|statistics|view|download|about)$/,
        toRead: ['view', 'search'],
      };
}

describe('the permissions of a tool', () => {
  test.each(tools)('%s are scopes that its library knows, each named once', (name, tool) => {
    const { scopes, reading, toRead } = rightsOf(name);
    for (const scope of tool.scopes) expect(scopes).toContain(scope);
    expect(new Set(tool.scopes).size).toBe(tool.scopes.length);
    if (tool.effect === 'read') {
      for (const scope of tool.scopes) expect(scope).toMatch(reading);
      expect(toRead).toContain(tool.permission);
    } else {
      expect(tool.scopes.length).toBeGreaterThan(0);
      expect(['view', 'search']).not.toContain(tool.permission);
    }
  });
});

describe('on the wire', () => {
  test.each([...listed, ...gateways].map((tool) => [tool.name, tool] as const))('%s looks as it did', (name, tool) => {
    expect(name).toMatch(/^[a-z][a-z0-9_]{2,63}$/);
    expect(tool).toMatchSnapshot();
  });
});
