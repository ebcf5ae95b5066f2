import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import type { Exposure } from '../../../src/catalog/exposure.ts';
import { bindPrompts } from '../../../src/catalog/prompt.ts';
import { success } from '../../../src/catalog/result.ts';
import type { ImmichLibrary } from '../../../src/immich/connection.ts';
import { immichPrompts } from '../../../src/immich/prompts/all.ts';
import { beginningWith } from '../../../src/immich/prompts/completers.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { openPromptBook, type PromptBook } from '../../../src/server/prompt-book.ts';
import { assetDto } from '../../fixtures/immich-dtos.ts';
import { answerRoutes, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { connectForTest, type LocalTools, openLocalTools } from '../../fixtures/immich-tools.ts';
import { fillLibrary } from '../../fixtures/library-rows.ts';

const everything: Exposure = { toolsets: 'all', readOnly: false };

function bookOf(library: ImmichLibrary, exposure = everything): PromptBook {
  const prompts = bindPrompts(immichPrompts, async () => success(library));
  return openPromptBook(prompts, bindTools(immichTools, library), exposure, localCaller);
}

let local: LocalTools;
let book: PromptBook;
beforeAll(async () => {
  local = await openLocalTools();
  await fillLibrary(local.library.store, { assets: 300, seed: 5 });
  for (const albumName of ['Öl und Meer', 'Ölberg', 'Winter in Reykjavík', 'x'.repeat(201)]) {
    await local.ask('POST', '/albums', { body: { albumName } });
  }
  book = bookOf(local.connection);
});
afterAll(() => local.close());

async function complete(argument: string, typed: string, prompt = 'immich/organize_album', from = book) {
  const completed = await from.complete(prompt, argument, typed, {
    caller: localCaller,
    signal: new AbortController().signal,
  });
  if (!completed.ok) throw new Error(completed.failure.message);
  return completed.value;
}

describe('completion', () => {
  test.each([
    ['album', 'ol u', ['Öl und Meer']],
    ['album', 'ÖL', ['Öl und Meer', 'Ölberg']],
    ['album', 'meer', ['Öl und Meer']],
    ['album', 'reykjavik', ['Winter in Reykjavík']],
    ['album', 'xxx', []],
    ['album', 'no such album', []],
    ['person', 'zoe', ['Zoë Müller']],
    ['person', 'muller', ['Zoë Müller']],
    ['place', 'berl', ['Berlin']],
    ['place', 'germ', ['Germany']],
    ['tag', 'travel/e', ['Travel/Europe', 'Travel/Europe/France']],
  ])('of %s for %j proposes %j, whatever the case and accents', async (argument, typed, values) => {
    expect(await complete(argument, typed)).toEqual({ values, total: values.length, hasMore: false });
  });

  it('proposes rules, and albums after "in:"', async () => {
    const keep = (typed: string) => complete('keep', typed, 'immich/review_duplicates');
    expect((await keep('')).values).toEqual(['best', 'in:', 'largest', 'newest', 'oldest']);
    expect((await keep('L')).values).toEqual(['largest']);
    expect((await keep('in:olb')).values).toEqual(['in:Ölberg']);
  });

  it('proposes what assets can lack', async () => {
    expect((await complete('missing', '', 'immich/find_untagged')).values).toEqual([
      'album',
      'description',
      'people',
      'tags',
    ]);
  });

  it('proposes nothing for what is free text', async () => {
    expect(await complete('theme', 'a')).toEqual({ values: [], total: 0, hasMore: false });
  });

  it('shows nobody names that they could not list', async () => {
    const searching = bookOf(local.connection, { toolsets: ['search'], readOnly: false });
    expect(await complete('album', 'ol', 'immich/organize_album', searching)).toMatchObject({ values: [], total: 0 });
    expect(await complete('place', 'berl', 'immich/organize_album', searching)).toMatchObject({ values: ['Berlin'] });
  });
});

describe('on a server', () => {
  it('sends at most 100 values, tells how many there are, and asks the server once for several letters', async () => {
    const albums = Array.from({ length: 1234 }, (_, number) => ({
      id: assetDto(number).id,
      albumName: `Trip ${number}`,
    }));
    const server = await startStandIn(
      answerRoutes({ 'GET /server/version': () => ({ major: 3, minor: 1, patch: 0 }), 'GET /albums': () => albums }),
    );
    const connection = connectForTest({ baseUrl: server.url });
    const open = bookOf(connection);
    const all = await complete('album', 'tr', 'immich/organize_album', open);
    expect(all).toMatchObject({ total: 1234, hasMore: true });
    expect(all.values).toHaveLength(100);
    expect(await complete('album', 'trip 99', 'immich/organize_album', open)).toMatchObject({ total: 11 });
    expect(server.requests.filter(({ url }) => url.startsWith('/api/albums'))).toHaveLength(1);
    await connection.close();
    await server.close();
  });

  it('that fails is told, and asked again for the next letter', async () => {
    let fails = true;
    const server = await startStandIn((request, response) => {
      const broken = fails && request.url.includes('suggestions');
      response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' });
      response.end(broken ? '{"message":"Broken"}' : '["Lisbon"]');
    });
    const connection = connectForTest({ baseUrl: server.url });
    const open = bookOf(connection);
    await expect(complete('place', 'l', 'immich/organize_album', open)).rejects.toThrow();
    fails = false;
    expect(await complete('place', 'li', 'immich/organize_album', open)).toMatchObject({ values: ['Lisbon'] });
    await connection.close();
    await server.close();
  });
});

describe('names that begin with what was typed', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'á', 'A', 'b', 'B', ' ', '-', '1'), maxLength: 6 });

  it('are of the list, once each, and all that begin with it are among them, before the others', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 20 }), name, (names, typed) => {
        const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
        const found = beginningWith(typed, names);
        expect(new Set(found).size).toBe(found.length);
        const begins = names.filter((one) => one.trim() !== '' && fold(one).startsWith(fold(typed)));
        expect(new Set(found.slice(0, new Set(begins).size))).toEqual(new Set(begins));
        for (const one of found) expect(names).toContain(one);
        expect(beginningWith(typed, [...names].reverse())).toEqual(found);
      }),
    );
  });

  it('show a name without what cannot be seen in it', () => {
    expect(beginningWith('max', ['Max\u001b[31m', 'Max\u202eexe', 'Max\u202eexe '])).toEqual([
      'Max [31m',
      'Maxexe',
      'Maxexe ',
    ]);
  });
});
