/**
 * Writes the generated parts of the documents from the program itself: the tools, the prompts, the resources,
 * the scopes of an API key, the settings; the licences of what Albumen is delivered with; and what registries and hosts
 * are told of it.
 * `--check` writes nothing and fails when a document is not what it would be.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { settings } from '../src/config.ts';
import { clientParts } from './docs/clients.ts';
import { installLinks } from './docs/install-links.ts';
import { licenceList } from './docs/licences.ts';
import { table } from './docs/markdown.ts';
import { immichMcpTable, photoManagerTable } from './docs/moving-over.ts';
import { promptReference } from './docs/prompts.ts';
import { resourceTable } from './docs/resources.ts';
import { scopeTable } from './docs/scopes.ts';
import { toolReference, toolsetTable, toolTable } from './docs/tools.ts';
import { pluginFiles } from './packaging/claude-plugin.ts';
import { serverEntry } from './packaging/server-entry.ts';

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
  toolsets: toolsetTable,
  tools: toolTable,
  'tool-reference': toolReference,
  prompts: promptReference,
  resources: resourceTable,
  scopes: scopeTable,
  settings: settingTable,
  ...clientParts,
  'install-links': installLinks,
  'immich-mcp': immichMcpTable,
  'photo-manager': photoManagerTable,
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

/** Writes what differs from what is there, or tells of it. */
function update(path: string, before: string, after: string): void {
  if (after === before) return;
  if (check) {
    process.stderr.write(`${path} is not up to date: run npm run docs\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, after);
    process.stdout.write(`wrote ${path}\n`);
  }
}

for (const path of ['README.md', 'docs/tools.md', 'docs/settings.md', 'docs/clients.md', 'docs/moving-over.md']) {
  const before = readFileSync(path, 'utf8');
  update(path, before, fill(before));
}

/** Documents that are made as a whole. */
const whole: Record<string, string> = {
  'THIRD-PARTY-LICENSES.txt': await licenceList(),
  'server.json': `${JSON.stringify(serverEntry(), null, 2)}\n`,
  ...pluginFiles(),
};
for (const [path, text] of Object.entries(whole)) {
  if (!check) mkdirSync(dirname(path), { recursive: true });
  update(path, existsSync(path) ? readFileSync(path, 'utf8') : '', text);
}
