/** The manifest of the Claude Desktop bundle: https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md, version 0.4. */
import type { ToolGuide } from '../../src/catalog/exposure.ts';
import { allTools } from '../../src/cli/all-tools.ts';
import { immichPrompts } from '../../src/immich/prompts/all.ts';
import { firstSentence } from '../docs/sentences.ts';
import { formEnvironment, formFields } from './form.ts';
import { identity } from './identity.ts';

/** The systems that a bundle can be made for, and the processors whose binaries it then holds. */
export const bundledSystems = {
  darwin: ['arm64', 'x64'],
  win32: ['x64'],
  linux: ['x64'],
} as const;
export type BundledSystem = keyof typeof bundledSystems;

/** The name of the bundle for a system; the registry wants `mcp` in its address. */
export function bundleFile(system: BundledSystem): string {
  return `${identity.name}-mcp-${system}.mcpb`;
}

/** Where the program is in a bundle. */
const entryPoint = 'dist/albumen.js';

const longDescription = `Albumen lets Claude browse, search, look at, organise and clean up your own photos. It works on Immich, on PhotoPrism, or on a plain folder of photos, which it indexes itself without writing into it.

Fill in one kind of library: the address and API key of Immich, the address and an app password of PhotoPrism, or a folder. With nothing filled in it starts with an empty library.

Whatever deletes or removes only previews until you agree. Every change is written down before it is made and can be taken back. Deleting means the trash.

Privacy: the program runs on your computer and talks to your library and to nobody else. It sends no statistics. What Claude asks to see (file names, dates, places, pictures) becomes part of your conversation with Claude. Keys stay on your computer and appear in no answer and no log. The index of a folder, previews and the history of changes are kept in the folder .albumen of your home folder.`;

/** All tools may be reached, so that the texts are complete. */
const everything: ToolGuide = { reach: () => ({}) };

/** The tools that a library on the Immich side shows without any further choice. */
function defaultTools() {
  return allTools
    .filter(({ toolset, forPages }) => !/^(photoprism_|reference_more)/.test(toolset) && forPages !== 'only')
    .map(({ name, description }) => ({ name, description: firstSentence(description) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function prompts() {
  return immichPrompts.map(({ name, description, arguments: known, write }) => {
    const text = write({}, everything);
    if (!text.ok) throw new Error(text.failure.message);
    return { name, description, arguments: Object.keys(known), text: text.value };
  });
}

/** The manifest of the bundle for one system. */
export function bundleManifest(system: BundledSystem) {
  return {
    manifest_version: '0.4' as const,
    name: identity.name,
    display_name: identity.title,
    version: identity.version,
    description: identity.description,
    long_description: longDescription,
    author: { name: identity.author, url: identity.repository },
    repository: { type: 'git', url: `${identity.repository}.git` },
    homepage: identity.repository,
    documentation: identity.page('docs/clients.md'),
    support: `${identity.repository}/issues`,
    icon: 'icon.png',
    server: {
      type: 'node' as const,
      entry_point: entryPoint,
      mcp_config: {
        command: 'node',
        args: [`\${__dirname}/${entryPoint}`, 'serve'],
        env: formEnvironment(),
      },
    },
    tools: defaultTools(),
    // Which there are depends on the library, and on what else is set.
    tools_generated: true,
    prompts: prompts(),
    // Those of the server itself take what was filled in.
    prompts_generated: true,
    keywords: identity.keywords,
    license: identity.licence,
    compatibility: { platforms: [system], runtimes: { node: identity.node } },
    user_config: formFields(),
  };
}
