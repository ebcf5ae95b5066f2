import { describe, expect, it } from 'vitest';
import { applied, firstMatches, matchesFrom, mentions, readQuestion } from '../../src/catalog/lookup.ts';

const colours = { name: 'colour', choices: ['red', 'blue'] } as const;

function read(question: { colour?: string; limit?: number; offset?: number; query?: string; place?: string }) {
  return readQuestion({
    choice: { ...colours, value: question.colour },
    limit: question.limit,
    offset: question.offset,
    texts: { query: question.query, place: question.place },
  });
}

const long = 'x'.repeat(201);

describe('a question', () => {
  it.each([
    [{}, { choice: 'all', limit: 20, offset: 0, texts: { query: '', place: '' } }],
    [{ colour: '  Blue ' }, { choice: 'blue' }],
    [{ colour: ' \t' }, { choice: 'all' }],
    [{ colour: 'ALL' }, { choice: 'all' }],
    [{ limit: 0 }, { limit: 20 }],
    [{ limit: 1 }, { limit: 1 }],
    [{ limit: 50 }, { limit: 50 }],
    [{ limit: 51 }, { limit: 50 }],
    [{ limit: 1_000_000 }, { limit: 50 }],
    [{ offset: 7 }, { offset: 7 }],
    [{ query: '  Two Words ' }, { texts: { query: 'two words', place: '' } }],
    [{ query: 'x'.repeat(200) }, { texts: { query: 'x'.repeat(200), place: '' } }],
    [{ query: `   ${'x'.repeat(200)}   ` }, { texts: { query: 'x'.repeat(200), place: '' } }],
  ])('%j is read', (question, expected) => {
    expect(read(question)).toMatchObject({ ok: true, value: expected });
  });

  it.each([
    [{ colour: 'green' }, 'colour must be one of red, blue, or all'],
    [{ colour: 'red blue' }, 'colour must be one of red, blue, or all'],
    [{ limit: -1 }, 'limit must be greater than 0'],
    [{ offset: -1 }, 'offset must not be negative'],
    [{ query: long }, 'query must not exceed 200 characters'],
    [{ place: long }, 'place must not exceed 200 characters'],
    // The length counts in bytes, as PhotoPrism counts it.
    [{ query: 'ü'.repeat(101) }, 'query must not exceed 200 characters'],
  ])('%j is refused', (question, message) => {
    expect(read(question)).toEqual({ ok: false, failure: { code: 'invalid_input', message } });
  });

  it('is refused for the first thing that is wrong: the choice, the limit, the offset, then each text', () => {
    const wrong = { colour: 'green', limit: -1, offset: -1, query: long, place: long };
    const order = [
      'colour must be one of red, blue, or all',
      'limit must be greater than 0',
      'offset must not be negative',
      'query must not exceed 200 characters',
      'place must not exceed 200 characters',
    ];
    const mended = [{}, { colour: 'red' }, { limit: 1 }, { offset: 0 }, { query: '' }];
    let question = wrong;
    const told = mended.map((better) => {
      question = { ...question, ...better };
      const answer = read(question);
      return answer.ok ? 'read' : answer.failure.message;
    });
    expect(told).toEqual(order);
  });
});

describe('matching', () => {
  it.each([
    [['Storage', '--cache-path'], 'cache', true],
    [['Storage', '--CACHE-PATH'], 'cache', true],
    [['Storage'], 'cache', false],
    [['Storage'], '', true],
    [[], '', false],
  ])('%j mentions %j: %j', (fields, text, expected) => {
    expect(mentions(fields, text)).toBe(expected);
  });

  it('repeats what was given, without the space around it, or nothing', () => {
    expect([applied('  Two Words '), applied(' '), applied(undefined)]).toEqual(['Two Words', undefined, undefined]);
  });
});

describe('a page of matches', () => {
  const all = Array.from({ length: 45 }, (_, number) => ({ number }));
  const lookup = (limit: number, offset = 0) => ({ choice: 'all', limit, offset, texts: {} }) as const;

  it('says nothing of the rest where there is none', () => {
    expect(firstMatches(all, lookup(45))).toEqual({
      found: { matches: all, total_matches: 45, truncated: false },
      warnings: [],
    });
    expect(matchesFrom(all, lookup(20, 25)).warnings).toEqual([]);
    expect(firstMatches([], lookup(20)).found).toEqual({ matches: [], total_matches: 0, truncated: false });
  });

  it('says how to get the rest', () => {
    expect(firstMatches(all, lookup(20))).toMatchObject({
      found: { total_matches: 45, truncated: true },
      warnings: ['results truncated to 20 of 45 matches; raise the limit parameter (max 50) to retrieve more'],
    });
    expect(matchesFrom(all, lookup(20, 20))).toMatchObject({
      found: { total_matches: 45, truncated: true },
      warnings: ['results truncated to 20 of 45 matches; pass offset 40 to retrieve more'],
    });
  });

  it('begins at the offset, and is empty past the end', () => {
    expect(matchesFrom(all, lookup(2, 43)).found).toEqual({
      matches: [{ number: 43 }, { number: 44 }],
      total_matches: 45,
      truncated: false,
    });
    expect(matchesFrom(all, lookup(20, 99)).found).toEqual({ matches: [], total_matches: 45, truncated: false });
  });
});
