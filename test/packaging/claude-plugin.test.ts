import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { pluginFiles } from '../../scripts/packaging/claude-plugin.ts';
import { iconPng } from '../../scripts/packaging/icon.ts';
import { iconFile } from '../../scripts/packaging/identity.ts';
import { allTools } from '../../src/cli/all-tools.ts';
import { settings } from '../../src/config.ts';
import { immichPrompts } from '../../src/immich/prompts/all.ts';

const author = z.strictObject({ name: z.string().min(1), url: z.url() });
const name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/** As Claude Code reads it; of `userConfig` it refuses unknown keys. */
const pluginSchema = z.strictObject({
  name,
  displayName: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  description: z.string(),
  author,
  homepage: z.url(),
  repository: z.url(),
  license: z.string(),
  keywords: z.array(z.string()),
  userConfig: z.record(
    z.string().regex(/^[a-z_]+$/),
    z.strictObject({
      type: z.enum(['string', 'number', 'boolean', 'directory', 'file']),
      title: z.string().min(1),
      description: z.string().min(1),
      required: z.boolean(),
      sensitive: z.boolean().optional(),
      default: z.boolean().optional(),
    }),
  ),
  mcpServers: z.record(
    z.string(),
    z.strictObject({ command: z.string(), args: z.array(z.string()), env: z.record(z.string(), z.string()) }),
  ),
});
const marketplaceSchema = z.strictObject({
  name,
  owner: author,
  metadata: z.strictObject({ description: z.string() }),
  plugins: z
    .array(
      z.strictObject({
        name,
        source: z.string().startsWith('./'),
        description: z.string(),
        version: z.string(),
        license: z.string(),
        keywords: z.array(z.string()),
      }),
    )
    .length(1),
});

const marketplace = marketplaceSchema.parse(JSON.parse(readFileSync('.claude-plugin/marketplace.json', 'utf8')));
const root = marketplace.plugins[0]?.source ?? '';
const plugin = pluginSchema.parse(JSON.parse(readFileSync(join(root, '.claude-plugin/plugin.json'), 'utf8')));

/** The frontmatter of a Markdown file, and its text. */
function readMarkdown(path: string): { readonly about: Record<string, unknown>; readonly text: string } {
  const [, front = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path, 'utf8')) ?? [];
  return { about: Object(parse(front)), text };
}

/** Words in backticks that can only be names of tools. */
function toolsNamedIn(text: string): string[] {
  const prefixes = /^(immich|history|view|list|contact|review|photoprism|tools|find)_\w+$/;
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '').filter((word) => prefixes.test(word));
}

const known = new Set(allTools.map(({ name }) => name));

describe('the plugin for Claude Code', () => {
  it('is what the program says it is', () => {
    for (const [path, text] of Object.entries(pluginFiles()))
      expect([path, readFileSync(path, 'utf8')]).toEqual([path, text]);
  });

  it('is offered by the marketplace under its own name and version', () => {
    expect(marketplace.plugins[0]).toMatchObject({ name: plugin.name, version: packageJson.version });
    expect(plugin.version).toBe(packageJson.version);
  });

  it('starts just this version, with what the person filled in', () => {
    const server = plugin.mcpServers[plugin.name];
    const [starter = '', ...wanted] = server?.args ?? [];
    expect(server?.command).toBe('node');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Claude Code's own placeholder syntax.
    expect(existsSync(starter.replace('${CLAUDE_PLUGIN_ROOT}', root))).toBe(true);
    expect(wanted).toEqual([`albumen@${packageJson.version}`, 'serve']);
    const envs = Object.values(settings).map(({ env }) => env);
    for (const [variable, value] of Object.entries(server?.env ?? {})) {
      expect(envs).toContain(variable);
      expect(plugin.userConfig).toHaveProperty(/^\$\{user_config\.(\w+)\}$/.exec(value)?.[1] ?? 'none');
    }
  });
});

it('starts the server through npx, hands on what is asked and answered, and ends as it does', async () => {
  const place = await mkdtemp(join(tmpdir(), 'albumen-plugin-'));
  const said =
    "process.stdin.pipe(process.stdout).on('finish', () => {}); process.stderr.write(process.argv.slice(2).join(' ')); process.stdin.on('end', () => process.exit(3));";
  await writeFile(join(place, 'npx'), `#!${process.execPath}\n${said}`, { mode: 0o755 });
  const started = spawn(process.execPath, [join(root, 'start.mjs'), 'albumen@1.2.3', 'serve'], {
    env: { PATH: place },
  });
  let out = '';
  let err = '';
  started.stdout.on('data', (chunk) => {
    out += chunk;
  });
  started.stderr.on('data', (chunk) => {
    err += chunk;
  });
  started.stdin.end('asked');
  const code = await new Promise((resolve) => started.once('close', resolve));
  expect([code, out, err]).toEqual([3, 'asked', '-y albumen@1.2.3 serve']);
  await rm(place, { recursive: true });
});

it('brings the icon of the bundle', async () => {
  const pixels = (file: Buffer | string) => sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const [own, drawn] = await Promise.all([pixels(iconFile), pixels(await iconPng())]);
  expect(own.info).toMatchObject({ width: 512, height: 512 });
  // Another build of the image library rounds in another way.
  const differing = own.data.filter((value, index) => Math.abs(value - (drawn.data[index] ?? 0)) > 8);
  expect(differing.length / own.data.length).toBeLessThan(0.01);
});

describe('a command of the plugin', () => {
  const folder = join(root, 'commands');

  it('is there for each prompt, and no other', () => {
    expect(readdirSync(folder)).toHaveLength(immichPrompts.length);
  });

  it.each(readdirSync(folder))(
    '%s describes itself, takes what was written beside it, and names tools that there are',
    (file) => {
      const { about, text } = readMarkdown(join(folder, file));
      expect(about).toMatchObject({
        description: expect.stringMatching(/\.$/),
        'argument-hint': expect.stringMatching(/^\[.*\]$/),
      });
      expect(text).toContain('$ARGUMENTS');
      const named = toolsNamedIn(text);
      expect(named.length).toBeGreaterThan(3);
      expect(named.filter((tool) => !known.has(tool))).toEqual([]);
    },
  );
});

describe('the skill of the plugin', () => {
  const path = join(root, 'skills/photo-library/SKILL.md');
  const { about, text } = readMarkdown(path);

  it('has the name of its folder and a description', () => {
    expect(existsSync(path)).toBe(true);
    expect(about).toMatchObject({ name: 'photo-library', description: expect.stringMatching(/^.{40,1024}$/) });
  });

  it('names only tools that there are, and those that the safe way takes', () => {
    const named = toolsNamedIn(text);
    expect(named.filter((tool) => !known.has(tool))).toEqual([]);
    expect(named).toEqual(
      expect.arrayContaining(['immich_capabilities', 'contact_sheet', 'history_undo', 'history_list']),
    );
  });

  it('tells the tools of Immich and folders from those of PhotoPrism', () => {
    const named = toolsNamedIn(text);
    for (const prefix of ['immich_', 'photoprism_']) expect(named.some((tool) => tool.startsWith(prefix))).toBe(true);
  });

  it('names only arguments that a tool takes', () => {
    const taken = new Set(allTools.flatMap(({ input }) => Object.keys(input.shape)));
    for (const argument of ['dry_run', 'plan_id', 'force', 'permanent']) {
      expect(text).toContain(argument);
      expect(taken).toContain(argument);
    }
  });

  it('is short', () => {
    expect(text.length).toBeLessThan(4500);
  });
});
