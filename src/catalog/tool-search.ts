/** Finds tools by words, for a model that has not been shown the whole list. */
import * as z from 'zod';
import type { BoundTool } from './binding.ts';

/** What people and models say, and the word that the tools use for it. */
const sameMeaning: Readonly<Record<string, string>> = {
  photo: 'asset',
  picture: 'asset',
  image: 'asset',
  video: 'asset',
  file: 'asset',
  find: 'search',
  look: 'view',
  show: 'view',
  remove: 'delete',
  erase: 'delete',
  trash: 'delete',
  bin: 'delete',
  edit: 'update',
  rename: 'update',
  make: 'create',
  many: 'count',
  favourite: 'favorite',
};

/** The weight of a word by where it stands: a name says most about a tool. */
const weights = { name: 8, title: 4, argument: 2, description: 1 };

/** The tools that share a word with `query`, best first; of those equally good the one with the plainest name. */
export function rankTools(tools: readonly BoundTool[], query: string): BoundTool[] {
  const words = [...new Set(wordsOf(query))];
  return tools
    .map((tool) => ({ tool, score: score(tool, words), nameLength: wordsOf(tool.name).length }))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score || a.nameLength - b.nameLength || (a.tool.name < b.tool.name ? -1 : 1))
    .map((entry) => entry.tool);
}

function score(tool: BoundTool, words: readonly string[]): number {
  const places: [ReadonlySet<string>, number][] = [
    [new Set(wordsOf(tool.name)), weights.name],
    [new Set(wordsOf(tool.title)), weights.title],
    [new Set(Object.entries(tool.input.shape).flatMap(argumentWords)), weights.argument],
    [new Set(wordsOf(tool.description)), weights.description],
  ];
  return words.reduce(
    (sum, word) => sum + places.reduce((most, [there, weight]) => (there.has(word) ? Math.max(most, weight) : most), 0),
    0,
  );
}

function argumentWords([name, schema]: [string, z.core.$ZodType]): string[] {
  return wordsOf(`${name} ${schema instanceof z.ZodType ? (schema.description ?? '') : ''}`);
}

/** Lower-case words of more than one letter, in the singular and in the tools' own vocabulary. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).map((word) => {
    const singular = word.length > 3 ? word.replace(/(?<!s)s$/, '') : word;
    return sameMeaning[singular] ?? singular;
  });
}
