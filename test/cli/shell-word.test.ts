import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellWord } from '../../src/cli/shell-word.ts';

it.each(['/usr/bin/node', 'Fotos zu Häuser', "it's", '$HOME', '`id`', 'a"b', '', '*', '!x', '\\'])(
  'a shell takes %j for the one word that it is',
  (word) => {
    const told = execFileSync('sh', ['-c', `printf '%s|' ${shellWord(word)}`], { encoding: 'utf8' });
    expect(told).toBe(`${word}|`);
  },
);
