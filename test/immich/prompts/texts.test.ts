import { describe, expect, it, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { type Caller, localCaller, type Permission } from '../../../src/catalog/caller.ts';
import { type Exposure, listedTools } from '../../../src/catalog/exposure.ts';
import { bindPrompts } from '../../../src/catalog/prompt.ts';
import { failed } from '../../../src/catalog/result.ts';
import { immichPrompts } from '../../../src/immich/prompts/all.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { openPromptBook, type PromptBook } from '../../../src/server/prompt-book.ts';
import { connectForTest } from '../../fixtures/immich-tools.ts';

const tools = bindTools(immichTools, connectForTest({ baseUrl: 'http://library.invalid' }));
const prompts = bindPrompts(immichPrompts, async () => failed('unavailable', 'no library here'));

function book(exposure: Exposure, caller: Caller = localCaller): PromptBook {
  return openPromptBook(prompts, tools, exposure, caller);
}

function textOf(open: PromptBook, name: string, args: Record<string, string> = {}): string {
  const read = open.read(name, args);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value.text;
}

const names = ['immich/find_untagged', 'immich/organize_album', 'immich/review_duplicates'];
const exposures = {
  default: { toolsets: 'default', readOnly: false },
  'read-only': { toolsets: 'default', readOnly: true },
  slim: { toolsets: 'slim', readOnly: false },
  'slim and read-only': { toolsets: 'slim', readOnly: true },
} as const satisfies Record<string, Exposure>;

/** Filled in for each prompt: every argument that it takes. */
const filledIn: Record<string, Record<string, string>> = {
  'immich/find_untagged': { missing: 'description', from: '2023', to: '2023-06', place: 'Lisbon' },
  'immich/organize_album': {
    theme: 'beach days',
    album: 'Summer',
    person: 'Zoë Müller',
    place: 'Lisbon',
    tag: 'Travel/Europe',
    from: '2023-06',
    to: '2023-08',
  },
  'immich/review_duplicates': { scope: 'Summer', keep: 'in:Best of' },
};

describe.each(Object.entries(exposures))('with %s exposure', (label, exposure) => {
  it('offers the three prompts', () => {
    expect(
      book(exposure)
        .list()
        .map(({ name }) => name),
    ).toEqual(names);
  });

  test.each(names)('%s reads as it should', async (name) => {
    const file = `./snapshots/${name.replace('immich/', '')}.${label.replaceAll(' ', '-')}.md`;
    const text = `${textOf(book(exposure), name)}\n\n---\n\n${textOf(book(exposure), name, filledIn[name])}\n`;
    await expect(text).toMatchFileSnapshot(file);
  });

  test.each(names)('%s names only tools that this caller finds, and says how to reach them', (name) => {
    const listed = new Set(listedTools(tools, exposure, localCaller).map((tool) => tool.name));
    for (const args of [{}, filledIn[name] ?? {}]) {
      const text = textOf(book(exposure), name, args);
      const named = [...text.matchAll(/`(\w+)`( \(through `(\w+)`\))?/g)]
        .map(([, tool = '', , via]) => ({ tool, via }))
        .filter(({ tool }) => /^(immich|tools|list)_/.test(tool));
      expect(named.length).toBeGreaterThan(0);
      const reached = new Set(named.filter(({ via }) => via !== undefined).map(({ tool }) => tool));
      for (const { tool, via } of named) {
        expect(listed.has(via ?? tool) || reached.has(tool), `${tool} in ${name}`).toBe(true);
      }
      expect(text).not.toMatch(/[{}]\w/);
    }
  });
});

describe('a prompt', () => {
  test.each(immichPrompts.map((prompt) => [prompt.name, prompt] as const))(
    '%s names no tool that does not exist',
    (_name, prompt) => {
      const known = immichTools.map(({ name }) => name);
      expect(prompt.tools().length).toBeGreaterThanOrEqual(5);
      for (const tool of [...prompt.tools(), ...prompt.needs]) expect(known).toContain(tool);
      for (const { completer } of Object.values(prompt.arguments)) {
        if (completer?.tool !== undefined) expect(known).toContain(completer.tool);
      }
    },
  );

  it('is not offered where its core tool cannot be used, and is then unknown', () => {
    const albums = book({ toolsets: ['albums', 'search'], readOnly: false });
    expect(albums.list().map(({ name }) => name)).toEqual(['immich/find_untagged', 'immich/organize_album']);
    const read = albums.read('immich/review_duplicates', {});
    expect(read).toMatchObject({ ok: false, failure: { message: 'Unknown prompt "immich/review_duplicates".' } });
    expect(book({ toolsets: ['user'], readOnly: false }).list()).toEqual([]);
  });

  it('leaves out what the caller may not do', () => {
    const mayLook: Permission[] = ['search', 'view'];
    const visitor: Caller = { id: 'visitor', permits: (permission) => mayLook.includes(permission) };
    const text = textOf(book(exposures.default, visitor), 'immich/organize_album');
    expect(text).not.toContain('immich_albums_create');
    expect(text).toContain('Nothing can be changed');
  });

  it('has a title, a description and described arguments, none of them required', () => {
    for (const prompt of book(exposures.default).list()) {
      expect(prompt.title).toMatch(/^[A-Z]/);
      expect(prompt.description).toMatch(/^[A-Z].*\.$/);
      for (const argument of prompt.arguments ?? []) {
        expect(argument).toMatchObject({ required: false, description: expect.stringMatching(/^[A-Z].{5,}/) });
      }
    }
  });

  it('previews before it changes: a text that names a removing tool speaks of the dry run', () => {
    const text = textOf(book(exposures.default), 'immich/review_duplicates');
    expect(text).toContain('`dry_run` true first');
    expect(textOf(book(exposures['read-only']), 'immich/review_duplicates')).not.toContain('dry_run');
  });

  test.each([
    ['immich/review_duplicates', { keep: 'smallest' }, 'keep: must be best, largest, oldest, newest, or in:'],
    ['immich/review_duplicates', { keep: 'in: ' }, 'keep: must be'],
    ['immich/organize_album', { from: 'last summer' }, 'from: must be a date such as'],
    ['immich/organize_album', { from: '2024', to: '2023' }, 'from is later than to'],
    ['immich/find_untagged', { year: '24' }, 'year: must be a year'],
    ['immich/find_untagged', { year: '2024', from: '2023' }, 'year and from or to exclude each other'],
    ['immich/find_untagged', { missing: 'everything' }, 'missing: must be one of album, tags, people, description'],
    ['immich/find_untagged', { yaer: '2024' }, 'unknown argument "yaer" (known: missing, year, from, to, place)'],
  ])('%s refuses %j with what would work', (name, args, problem) => {
    const read = book(exposures.default).read(name, args);
    expect(read.ok ? read.value.text : read.failure.message).toContain(problem);
  });
});
