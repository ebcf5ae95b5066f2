/** `npm run inspect`: the MCP Inspector, strict, against the built program with its real catalog, in both eras. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { installTooling, runTool } from './tooling.ts';

const inspector = '@modelcontextprotocol/inspector/clients/launcher/build/index.js';
const program = fileURLToPath(new URL('../../dist/albumen.js', import.meta.url));
const listing = z.object({ tools: z.array(z.object({ name: z.string() })).min(1) });
const prompts = z.object({ prompts: z.array(z.object({ name: z.string() })).min(3) });
const prompt = z.object({ messages: z.array(z.object({ content: z.object({ text: z.string() }) })).length(1) });
const answer = z.object({ result: z.object({ structuredContent: z.object({ total: z.number() }) }) });

interface Check {
  readonly what: string;
  readonly args: readonly string[];
  /** What stdout must hold; returns what to say about it. */
  read(output: unknown): string;
}

const checks: readonly Check[] = [
  {
    what: 'tools/list --strict',
    args: ['--method', 'tools/list', '--strict'],
    read: (output) => `${listing.parse(output).tools.length} tools`,
  },
  {
    what: 'tools/list --strict, every toolset',
    args: ['--method', 'tools/list', '--strict', '-e', 'ALBUMEN_TOOLSETS=all'],
    read: (output) => `${listing.parse(output).tools.length} tools`,
  },
  {
    what: 'tools/list --strict, slim',
    args: ['--method', 'tools/list', '--strict', '-e', 'ALBUMEN_TOOLSETS=slim'],
    read: (output) => `${listing.parse(output).tools.length} tools`,
  },
  {
    what: 'prompts/list',
    args: ['--method', 'prompts/list'],
    read: (output) => `${prompts.parse(output).prompts.length} prompts`,
  },
  {
    what: 'prompts/get immich/organize_album',
    args: [
      ...['--method', 'prompts/get', '--prompt-name', 'immich/organize_album'],
      ...['--prompt-args', 'theme=beach'],
    ],
    read: (output) => `${prompt.parse(output).messages[0]?.content.text.length} characters`,
  },
  {
    what: 'tools/call immich_assets_statistics',
    args: [
      ...['--method', 'tools/call', '--format', 'json'],
      ...['--tool-name', 'immich_assets_statistics', '--tool-args-json', '{}'],
    ],
    read: (output) => `${answer.parse(output).result.structuredContent.total} assets`,
  },
];

await installTooling();
const folder = mkdtempSync(join(tmpdir(), 'albumen-inspect-'));
let failed = false;
for (const era of ['legacy', 'modern']) {
  for (const check of checks) failed = !(await passes(era, check)) || failed;
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

async function passes(era: string, { what, args, read }: Check): Promise<boolean> {
  const variables = ['-e', `ALBUMEN_DATA_DIR=${join(folder, 'data')}`];
  const ran = await runTool(inspector, [
    ...['--cli', '--protocol-era', era, ...args, ...variables],
    ...[process.execPath, program, 'serve'],
  ]);
  let said: string | undefined;
  try {
    said = ran.code === 0 ? read(JSON.parse(ran.stdout)) : undefined;
  } catch {
    said = undefined;
  }
  process.stdout.write(`${era}: ${what}: ${said ?? `FAILED (exit code ${ran.code})\n${ran.output}`}\n`);
  return said !== undefined;
}
