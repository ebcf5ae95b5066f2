/** Which thing a name means. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meant, type Named, resembling } from '../../src/naming/named.ts';

function named(id: string, name: string, ...shortNames: string[]): Named {
  return { id, name, shortNames, facts: '' };
}

const ids = (things: readonly Named[]) => things.map(({ id }) => id);

describe('a name means', () => {
  const all = [
    named('paris', 'Paris 2023'),
    named('best', 'Best'),
    named('BEST', 'BEST'),
    named('ete', 'Été en famille'),
    named('asia', 'Travel/Asia/Japan', 'Japan'),
    named('import', 'Import/Japan', 'Japan'),
    named('france', 'Travel/Europe/France', 'France'),
    named('top', 'France'),
  ];

  test.each([
    ['the thing that is called so', 'Paris 2023', ['paris']],
    ['the same in other case', 'PARIS 2023', ['paris']],
    ['the same without accents', 'ete en famille', ['ete']],
    ['the same with accents written in two characters', 'E\u0301te\u0301 en famille', ['ete']],
    ['the same with white space around it', ' Paris 2023 ', ['paris']],
    ['the one that is written exactly so, where two differ in case', 'Best', ['best']],
    ['both, where neither is written so', 'best', ['best', 'BEST']],
    ['both, where both have the short name', 'japan', ['asia', 'import']],
    ['the whole name rather than a short one', 'France', ['top']],
    ['the whole name in other case rather than a short one', 'france', ['top']],
    ['nothing, where it is but a part', 'Paris', []],
    ['nothing, where nothing is called so', 'London', []],
  ])('%s', (_, name, wanted) => {
    expect(ids(meant(name, all))).toEqual(wanted);
  });

  test('what was asked for and nothing else, whatever the names are', () => {
    const word = fc.constantFrom('a', 'A', 'ä', 'b', 'ab', 'a/b');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), word, (names, wanted) => {
        const things = names.map((name, number) => named(String(number), name));
        const exact = things.filter(({ name }) => name === wanted);
        const found = meant(wanted, things);
        if (exact.length > 0) expect(found).toEqual(exact);
        for (const thing of found) expect(meant(thing.name.toUpperCase(), [thing])).toEqual([thing]);
      }),
    );
  });
});

test('names resemble each other where one contains the other', () => {
  const all = [named('1', 'Paris 2023'), named('2', 'Rome'), named('3', '')];
  expect(ids(resembling('paris', all))).toEqual(['1']);
  expect(ids(resembling('Rome and Florence', all))).toEqual(['2']);
});
