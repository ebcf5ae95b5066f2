/** The tools in the documents: a table of all, and each with its arguments. */
import * as z from 'zod';
import { offByDefault } from '../../src/catalog/exposure.ts';
import { type Toolset, toolsets } from '../../src/catalog/tool.ts';
import { allTools } from '../../src/cli/all-tools.ts';
import { codes, table } from './markdown.ts';
import { firstSentence } from './sentences.ts';

type Tool = (typeof allTools)[number];

const hintNames = {
  readOnlyHint: 'R',
  destructiveHint: 'D',
  idempotentHint: 'I',
  openWorldHint: 'O',
} as const satisfies Record<keyof Tool['hints'], string>;

const legend =
  'Hints: R reads only, D destructive, I the same when done twice, O reaches beyond the library, P previews unless told `dry_run: false`.';

/** The letters of the hints that are true, and P for what previews first. */
function hintsOf(tool: Tool): string {
  const letters = Object.entries(hintNames).flatMap(([hint, letter]) =>
    Object.entries(tool.hints).some(([name, value]) => name === hint && value) ? [letter] : [],
  );
  return [...letters, ...('dry_run' in tool.input.shape ? ['P'] : [])].join(' ');
}

/** Every toolset that has tools, in the order in which they are named everywhere. */
function grouped(): [Toolset, Tool[]][] {
  const groups: [Toolset, Tool[]][] = toolsets.map((name) => [name, allTools.filter((tool) => tool.toolset === name)]);
  return groups.filter(([, tools]) => tools.length > 0);
}

function off(toolset: Toolset): string {
  if (offByDefault.includes(toolset)) return ' (off by default)';
  return toolset.startsWith('photoprism_') ? ' (off by default beside Immich)' : '';
}

/** What the README says of toolsets, those of one kind together; `named` stands for names that all begin alike. */
const inShort: readonly { readonly about: string; readonly of: readonly Toolset[]; readonly named?: string }[] = [
  { of: ['assets', 'search', 'albums'], about: 'find, sort, rate, archive, upload, delete' },
  { of: ['view', 'duplicates'], about: 'photos, contact sheets, videos, faces; which copy to keep and why' },
  { of: ['people', 'tags'], about: 'who is who, and keywords' },
  { of: ['shared_links', 'activities'], about: 'links for others, comments and likes' },
  {
    of: toolsets.filter((name) => name.startsWith('photoprism_')),
    named: 'photoprism_*',
    about: 'PhotoPrism with its labels, stacks and imports',
  },
  { of: ['history', 'health', 'user'], about: 'what was changed, and taking it back; what the library can' },
  { of: ['reference', 'reference_more'], about: 'settings and search filters explained' },
];

/** The README's table: what toolsets are for, and how many tools look and how many change. Fails where one is left out. */
export function toolsetTable(): string {
  const left = toolsets.filter((toolset) => !inShort.some(({ of }) => of.includes(toolset)));
  if (left.length > 0) throw new Error(`the README's table leaves out ${left.join(', ')}`);
  const rows = inShort.map(({ of, about, named }) => {
    const tools = allTools.filter(({ toolset, forPages }) => of.includes(toolset) && forPages !== 'only');
    const looking = tools.filter(({ effect }) => effect === 'read').length;
    return [codes(named === undefined ? of : [named]), about, `${looking}`, `${tools.length - looking}`];
  });
  return table(['toolsets', 'for', 'look', 'change'], rows);
}

/** What each tool does, its hints, what the API key must be allowed. */
export function toolTable(): string {
  const rows = grouped().flatMap(([toolset, tools]) =>
    tools.map((tool) => [
      `${toolset}${off(toolset)}`,
      `\`${tool.name}\``,
      firstSentence(tool.description),
      hintsOf(tool),
      codes(tool.scopes),
    ]),
  );
  return `${table(['toolset', 'tool', 'what it does', 'hints', 'API key'], rows)}\n\n${legend}`;
}

interface Property {
  type?: string | readonly string[];
  anyOf?: readonly Property[];
  enum?: readonly unknown[];
  items?: Property;
  default?: unknown;
  description?: string;
}

function typeOf(property: Property): string {
  if (property.anyOf !== undefined) return property.anyOf.map(typeOf).join(' or ');
  if (property.enum !== undefined) return property.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (property.type !== 'array') return [property.type ?? ''].flat().join(' or ');
  return property.items === undefined ? 'list' : `list of ${typeOf(property.items)}`;
}

/** The whole reference: the toolsets one after the other, each tool with its arguments. */
export function toolReference(): string {
  const sections = grouped().map(
    ([toolset, tools]) => `## Toolset ${toolset}${off(toolset)}\n\n${tools.map(toolSection).join('\n\n')}`,
  );
  return [legend, ...sections].join('\n\n');
}

function toolSection(tool: Tool): string {
  // Not the schema as listed: that leaves out defaults which a model assumes anyway.
  const schema = z.toJSONSchema(tool.input, { io: 'input' });
  const required = new Set(schema.required ?? []);
  const rows = Object.entries((schema.properties ?? {}) as Record<string, Property>).map(([name, property]) => [
    `\`${name}\``,
    typeOf(property),
    required.has(name) ? 'required' : property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``,
    property.description ?? '',
  ]);
  return [
    `### \`${tool.name}\``,
    tool.description,
    ...(rows.length === 0 ? ['No arguments.'] : [table(['argument', 'type', 'default', 'meaning'], rows)]),
    `${tool.title}. Hints: ${hintsOf(tool) || 'none'}. API key: ${codes(tool.scopes)}.`,
  ].join('\n\n');
}
