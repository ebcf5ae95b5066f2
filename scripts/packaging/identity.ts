/**
 * What Albumen is called wherever it is offered. All of it follows from package.json: where the project moves, `mcpName`
 * (`io.github.<owner>/<repository>`) and `repository` are what has to change.
 */
import manifest from '../../package.json' with { type: 'json' };

const [, owner = '', repository = ''] = /^io\.github\.([\w-]+)\/([\w-]+)$/.exec(manifest.mcpName) ?? [];
if (owner === '') throw new Error('mcpName of package.json must be io.github.<owner>/<repository>');

const address = `https://github.com/${owner}/${repository}`;

/** The icon as a file of the repository, where the plugin for Claude Code has it. */
export const iconFile = 'claude-plugin/.claude-plugin/icon.png';

export const identity = {
  /** The npm package and its program. */
  name: manifest.name,
  title: 'Albumen',
  version: manifest.version,
  licence: manifest.license,
  keywords: manifest.keywords,
  node: manifest.engines.node,
  /** The name by which the registry of MCP servers knows it. */
  serverName: manifest.mcpName,
  author: 'The Albumen maintainers',
  /** At most 100 characters, which is what the registry takes. */
  description: 'Browse, look at, organise and clean up your own photos: in Immich, PhotoPrism or a plain folder',
  repository: address,
  image: `ghcr.io/${owner}/${repository}`,
  /** A page of the documentation. */
  page: (path: string) => `${address}/blob/main/${path}`,
  /** A file of the repository as it is. */
  rawFile: (path: string) => `https://raw.githubusercontent.com/${owner}/${repository}/main/${path}`,
  /** A file of this version's release. */
  releaseFile: (name: string) => `${address}/releases/download/v${manifest.version}/${name}`,
};
