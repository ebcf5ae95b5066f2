/** Links that add Albumen to a program in one step, each as its makers describe them. */
import type { ClientName } from '../../src/cli/client-names.ts';
import { npxProgram } from '../../src/cli/program.ts';
import { identity } from '../packaging/identity.ts';
import { setupOf } from './clients.ts';

/** An entry as the client's own file has it. */
function entryFor(client: ClientName): object {
  const [configuration] = setupOf(client).filter(({ language }) => language === 'json');
  return JSON.parse(configuration?.text ?? '').mcpServers[identity.name];
}

function withQuery(address: string, query: Record<string, string>): string {
  return `${address}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('(', '%28').replaceAll(')', '%29')}`)
    .join('&')}`;
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64');

/** What VS Code asks for when the server starts; what is left blank counts as not given. */
const questions = [
  { id: 'immich-address', env: 'IMMICH_BASE_URL', description: 'Immich address (blank: a folder)' },
  { id: 'immich-api-key', env: 'IMMICH_API_KEY', description: 'Immich API key', password: true },
  { id: 'photos', env: 'ALBUMEN_PHOTOS', description: 'Folder of photos (blank: Immich)' },
] as const;

function vscodeLink(): string {
  const inputs = questions.map(({ env, ...question }) => ({ type: 'promptString', ...question }));
  const env = Object.fromEntries(questions.map(({ env: name, id }) => [name, `\${input:${id}}`]));
  const config = { type: 'stdio', command: npxProgram.command, args: [...npxProgram.args, 'serve'], env };
  return withQuery('https://insiders.vscode.dev/redirect/mcp/install', {
    name: identity.name,
    inputs: JSON.stringify(inputs),
    config: JSON.stringify(config),
  });
}

/**
 * https://code.visualstudio.com/api/extension-guides/ai/mcp#create-an-mcp-installation-url, https://cursor.com/docs/mcp/install-links and
 * https://lmstudio.ai/docs/app/mcp/deeplink; by their web addresses, because pages on the web show no others.
 */
export function installLinks(): string {
  const named = (config: object) => ({ name: identity.name, config: base64(config) });
  const links = [
    ['VS Code', vscodeLink()],
    ['Cursor', withQuery('https://cursor.com/en/install-mcp', named(entryFor('cursor')))],
    ['LM Studio', withQuery('https://lmstudio.ai/install-mcp', named(entryFor('lm-studio')))],
  ] as const;
  return links.map(([program, link]) => `[Add to ${program}](${link})`).join(' · ');
}
