/** The prompts in the documents, with their arguments. */
import { immichPrompts } from '../../src/immich/prompts/all.ts';
import { codes, table } from './markdown.ts';

type Prompt = (typeof immichPrompts)[number];

/** Each prompt with what a person may fill in. */
export function promptReference(): string {
  return [...immichPrompts]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(promptSection)
    .join('\n\n');
}

function promptSection({ name, title, description, needs, tools, arguments: known }: Prompt): string {
  const rows = Object.entries(known).map(([argument, { description: meaning, required, completer }]) => [
    `\`${argument}\``,
    required ? 'required' : '',
    completer === undefined ? '' : 'yes',
    meaning,
  ]);
  return [
    `### \`${name}\``,
    `${title}. ${description} Needs ${codes(needs)}; works with ${codes(tools().filter((tool) => !needs.includes(tool)))}.`,
    table(['argument', '', 'completed', 'meaning'], rows),
  ].join('\n\n');
}
