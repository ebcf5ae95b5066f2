/**
 * Writes the generated parts of the documents from the program itself: the tools, the settings.
 * `--check` writes nothing and fails when a document is not what it would be.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { wireSchema } from '../src/catalog/wire-schema.ts';
import { settings } from '../src/config.ts';
import { immichTools } from '../src/immich/tools/all.ts';

type Tool = (typeof immichTools)[number];

const effects = { read: 'reads', add: 'adds', change: 'changes', remove: 'removes' } as const;

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

function toolsByToolset(): Map<string, Tool[]> {
  const groups = new Map<string, Tool[]>();
  for (const tool of immichTools) groups.set(tool.toolset, [...(groups.get(tool.toolset) ?? []), tool]);
  return groups;
}

/** The README's short table: what it can do, one line a tool. */
function toolTable(): string {
  const rows = [...toolsByToolset()].flatMap(([toolset, tools]) =>
    tools.map((tool) => [toolset, `\`${tool.name}\``, firstSentence(tool.description), effects[tool.effect]]),
  );
  return table(['toolset', 'tool', 'what it does', 'effect'], rows);
}

interface Property {
  type?: string;
  enum?: readonly unknown[];
  items?: Property;
  default?: unknown;
  description?: string;
}

function typeOf(property: Property): string {
  if (property.enum !== undefined) return property.enum.map((value) => `\`${String(value)}\``).join(', ');
  return property.type === 'array' ? `list of ${property.items?.type ?? 'any'}` : (property.type ?? '');
}

/** The whole reference: each tool with its hints, its arguments and what the API key must be allowed. */
function toolReference(): string {
  return [...toolsByToolset()]
    .map(([toolset, tools]) => `## ${toolset}\n\n${tools.map(toolSection).join('\n\n')}`)
    .join('\n\n');
}

function toolSection(tool: Tool): string {
  const schema = wireSchema(tool.input, 'input');
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Property>);
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const rows = properties.map(([name, property]) => [
    `\`${name}\``,
    typeOf(property),
    required.has(name) ? 'required' : property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``,
    property.description ?? '',
  ]);
  const hints = Object.entries(tool.hints).flatMap(([hint, value]) => (value ? [`\`${hint}\``] : []));
  return [
    `### \`${tool.name}\``,
    tool.description,
    ...(rows.length === 0 ? ['No arguments.'] : [table(['argument', 'type', 'default', 'meaning'], rows)]),
    `Hints: ${hints.join(', ') || 'none'}. Immich API key: ${tool.scopes.map((scope) => `\`${scope}\``).join(', ') || 'nothing'}.`,
  ].join('\n\n');
}

function settingTable(): string {
  const rows = Object.values(settings).map((setting) => [
    `\`${setting.env}\`${setting.fromFile ? ` or \`${setting.env}_FILE\`` : ''}`,
    setting.flag === undefined ? '' : `\`${setting.flag}\``,
    setting.fallback ?? '',
    setting.describe,
  ]);
  return table(['variable', 'flag', 'default', 'meaning'], rows);
}

const parts: Record<string, () => string> = {
  tools: toolTable,
  'tool-reference': toolReference,
  settings: settingTable,
};

/** Fills each `<!-- generated:NAME -->` … `<!-- /generated -->` of a document. */
function fill(document: string): string {
  return document.replace(
    /(<!-- generated:([\w-]+) -->)[\s\S]*?(<!-- \/generated -->)/g,
    (whole, open: string, name: string, close: string) => {
      const part = parts[name];
      return part === undefined ? whole : `${open}\n${part()}\n${close}`;
    },
  );
}

const check = process.argv.includes('--check');
for (const path of ['README.md', 'docs/tools.md', 'docs/settings.md']) {
  const before = readFileSync(path, 'utf8');
  const after = fill(before);
  if (after === before) continue;
  if (check) {
    process.stderr.write(`${path} is not up to date: run npm run docs\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, after);
    process.stdout.write(`wrote ${path}\n`);
  }
}
