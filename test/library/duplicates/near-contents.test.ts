import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/library/duplicates/load-contents.ts';
import { nearContents, nearHashLimits } from '../../../src/library/duplicates/near-contents.ts';

const hash = '5a5a3c3c96960f0f';
/** Six bits away from it. */
const nearHash = '5a5a3c3c96960f30';
const farHash = 'a5a5c3c36969f0f0';

function content(values: Partial<Content> = {}): Content {
  return { checksum: '', rows: [1], newRows: [1], hash, shape: 4 / 3, isMoving: false, ...values };
}

function near(...contents: Content[]): [number, number][] {
  const work = nearContents(contents);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value.map(([one, other]) => (one < other ? [one, other] : [other, one]));
  }
}

describe('pictures that may be copies', () => {
  it.each([
    ['have one hash', [content(), content()], [[0, 1]]],
    ['have near hashes', [content(), content({ hash: nearHash })], [[0, 1]]],
    ['have no far hashes', [content(), content({ hash: farHash })], []],
    ['have hashes that say something', [content({ hash: null }), content({ hash: null })], []],
    ['are one of them new', [content({ newRows: [] }), content()], [[0, 1]]],
    [
      'are not both compared already',
      [content({ newRows: [] }), content({ newRows: [] }), content({ hash: farHash })],
      [],
    ],
    [
      'are not both compared already, beside a new one',
      [content({ newRows: [] }), content({ newRows: [] }), content()],
      [
        [0, 2],
        [1, 2],
      ],
    ],
    ['are cropped by no more than is looked for', [content(), content({ shape: (4 / 3) * 1.2 })], [[0, 1]]],
    ['are of like shape', [content(), content({ shape: (4 / 3) * 1.25 })], []],
    ['are of like shape, the wider one first', [content({ shape: (4 / 3) * 1.25 }), content()], []],
    ['both move or both do not', [content(), content({ isMoving: true })], []],
  ])('%s', (_, contents, expected) => {
    expect(near(...contents)).toEqual(expected);
  });

  it('are no series', () => {
    const series = (count: number) => Array.from({ length: count }, () => content());
    const most = nearHashLimits.neighbours + 1;
    expect(near(...series(most))).toHaveLength((most * (most - 1)) / 2);
    expect(near(...series(most + 1))).toEqual([]);
    expect(near(...series(most), content({ hash: nearHash }))).toEqual([]);
  });
});
