/** Counts in sentences: right for one thing, too. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { counted as countedOnPages } from '../../src/apps/parts/counted.ts';
import { counted } from '../../src/catalog/counted.ts';

test.each([
  [0, '0 photos'],
  [1, '1 photo'],
  [2, '2 photos'],
  [1204, '1204 photos'],
])('%i', (count, words) => {
  expect(counted(count, 'photo')).toBe(words);
});

test('takes other plurals, and what else of a sentence depends on the count', () => {
  expect(counted(2, 'person', 'people')).toBe('2 people');
  expect(counted(1, 'shared link stops', 'shared links stop')).toBe('1 shared link stops');
});

test('pages group digits', () => {
  expect(countedOnPages(1204, 'photo')).toBe('1,204 photos');
  expect(countedOnPages(1, 'copy', 'copies')).toBe('1 copy');
});

describe('the sources', () => {
  const nouns =
    'albums|assets|bytes|changes|characters|comments|copies|days|entries|faces|files|groups|hours|images|items|labels|links|minutes|passwords|people|photos|pictures|shared links|tags|things|times|tokens|videos|words';
  const anyCount = new RegExp(`\\$\\{([^}]*)\\} ((?:more |new |of the \\w+ )?(?:${nouns}|are|were))\\b`, 'g');
  /** Bounds, which are never one. */
  const isBound = /^(?:most|max|longest)/;
  /** Where a condition beside has ruled out that it is one, or where it cannot be. */
  const neverOne = [
    'apps/contact-sheet/hand-over.ts: count photos',
    'apps/duplicate-board/decisions.ts: open copies',
    'apps/duplicate-board/group-view.ts: assets.length copies',
    'apps/duplicate-board/group-view.ts: assets.length + more copies',
    'apps/history/words.ts: undoes.length changes',
    'changing/tell.ts: unclear were',
    'cli/doctor/protected-sets.ts: count things',
    'cli/tour/narrator.ts: reply.text.length characters',
    'cli/tour/steps.ts: pictures.length pictures',
    'cli/tour/steps.ts: place photos',
    'immich/changes/asset-lookup.ts: count assets',
    'immich/duplicates/present-board.ts: albums.length albums',
    'immich/duplicates/proposals.ts: Math.round(seconds / 86_400) days',
    'immich/duplicates/resolve/plan.ts: count groups',
    'immich/listing/activities.ts: all albums',
    'immich/listing/without.ts: candidates assets',
    'journal/tools/tell.ts: value.length entries',
    "library/share-page/grid-page.ts: total.toLocaleString('en') items",
    'naming/resolve-names.ts: rules.plurals[kind] are',
    'photoprism/changes/photo-lookup.ts: count photos',
    'viewing/token-limit.ts: tokens tokens',
  ];

  test('say no count before a plural by themselves', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !path.includes('reference'),
    );
    const said = files.flatMap((path) =>
      [...readFileSync(join('src', path), 'utf8').matchAll(anyCount)]
        .filter(([, count = '']) => !isBound.test(count))
        .map(([, count, words]) => `${path.replaceAll('\\', '/')}: ${count} ${words}`),
    );
    expect(new Set(said)).toEqual(new Set(neverOne));
  });
});
