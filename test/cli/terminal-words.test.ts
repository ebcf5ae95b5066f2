import { expect, it } from 'vitest';
import { inTerminalWords } from '../../src/cli/terminal-words.ts';
import { historyTools } from '../../src/journal/tools/all.ts';

it.each([
  ['Take the id from history_list.', 'Take the id from albumen history list.'],
  ['force: true takes back also what was changed since.', '--force takes back also what was changed since.'],
  ['Invalid arguments: about_id: must be an id.', 'Invalid arguments: --about: must be an id.'],
  ['There is no change "my_history_list".', 'There is no change "my_history_list".'],
])('at a terminal, %j is %j', (message, said) => {
  expect(inTerminalWords(message)).toBe(said);
});

it('every tool of the history that a model calls has a command', () => {
  for (const { name } of historyTools.filter((tool) => tool.forPages !== 'only')) {
    expect(inTerminalWords(name)).toBe(`albumen ${name.replace('_', ' ')}`);
  }
});
