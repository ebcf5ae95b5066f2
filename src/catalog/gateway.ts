/** The slim toolset's way to the rest of the catalog: one tool that finds, one that reads, one that changes. */
import * as z from 'zod';
import { readArguments } from './arguments.ts';
import type { BoundTool, Gateway, ListedTool } from './binding.ts';
import { unknownTool } from './call.ts';
import { toolDefiners } from './define-tools.ts';
import { failed, type Result, success } from './result.ts';
import { rankTools } from './tool-search.ts';
import { wireSchema } from './wire-schema.ts';

/**
 * The tools that lead to `reachable`, which must already be what this caller may use: `tools_find`, `tools_read` and,
 * where anything in it alters the library, `tools_change`. Reading and changing never share a tool, because hosts
 * decide by its hints whether to ask the person.
 */
export function gatewayTools(reachable: readonly BoundTool[]): ListedTool[] {
  const reads = reachable.filter((tool) => tool.effect === 'read');
  const changes = reachable.filter((tool) => tool.effect !== 'read');
  return [
    ...(reachable.length === 0 ? [] : [findTool(reachable, changes.length > 0)]),
    ...(reads.length === 0 ? [] : [readGateway(reads, changes)]),
    ...(changes.length === 0 ? [] : [changeGateway(changes, reads)]),
  ];
}

/** The name of the gateway through which a tool is called that is not listed. */
export function gatewayTo(tool: Pick<BoundTool, 'effect'>): string {
  return tool.effect === 'read' ? 'tools_read' : 'tools_change';
}

/** What `tools_find` says of itself, where what it finds is called with `gateways`. */
function findDescription(gateways: string): string {
  return `Searches all tools of this server by words (e.g. "album share", "duplicates"). Returns name, description and input schema; call them with ${gateways}.`;
}

const { defineTool } = toolDefiners<readonly BoundTool[]>();

const finder = defineTool({
  name: 'tools_find',
  title: 'Find tools',
  description: findDescription('tools_read, or tools_change when `changes` is true'),
  toolset: 'health',
  permission: 'view',
  scopes: [],
  slim: true,
  effect: 'read',
  input: z.strictObject({
    query: z.string().min(1).max(200).describe('What you want to do'),
    limit: z.int().min(1).max(20).default(5).describe('Tools to return'),
  }),
  output: z.object({ tools: z.array(z.looseObject({ name: z.string() })), total: z.number() }),
  run: async (input, reachable) => {
    const found = rankTools(reachable, input.query);
    const shown = found.slice(0, input.limit).map((tool) => ({
      name: tool.name,
      changes: tool.effect !== 'read',
      description: tool.description,
      input: wireSchema(tool.input, 'input'),
    }));
    const names = found.length === 0 ? { all_names: reachable.map((tool) => tool.name) } : {};
    return success({ data: { tools: shown, total: found.length, ...names } });
  },
});

function findTool(reachable: readonly BoundTool[], changing: boolean): BoundTool {
  const { description } = changing ? finder : { description: findDescription('tools_read') };
  return { ...finder, description, call: (args, call) => finder.call(args, reachable, call) };
}

const target = z.strictObject({
  name: z.string().min(1).max(100).describe('A name that tools_find returned'),
  arguments: z.looseObject({}).default({}).describe("The tool's own arguments"),
});

function readGateway(reads: readonly BoundTool[], changes: readonly BoundTool[]): Gateway {
  return {
    name: 'tools_read',
    title: 'Run a reading tool',
    description: 'Runs a tool that tools_find returned and that only reads. Changes nothing.',
    effect: 'read',
    input: target,
    hints: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: reads.some((tool) => tool.hints.openWorldHint),
    },
    redirect: (args) => choose(args, reads, changes, 'changes the library: call it with tools_change'),
  };
}

function changeGateway(changes: readonly BoundTool[], reads: readonly BoundTool[]): Gateway {
  return {
    name: 'tools_change',
    title: 'Run a changing tool',
    description:
      'Runs a tool that tools_find returned with `changes: true`. Where it takes dry_run, that is true unless you pass false: show the person the preview first.',
    effect: 'remove',
    input: target,
    hints: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: changes.some((tool) => tool.hints.openWorldHint),
    },
    redirect: (args) => choose(args, changes, reads, 'only reads: call it with tools_read'),
  };
}

function choose(
  args: unknown,
  own: readonly BoundTool[],
  others: readonly BoundTool[],
  otherwise: string,
): Result<{ tool: BoundTool; args: unknown }> {
  const read = readArguments(target, args);
  if (!read.ok) return read;
  const tool = own.find((candidate) => candidate.name === read.value.name);
  if (tool !== undefined) return success({ tool, args: read.value.arguments });
  return others.some((candidate) => candidate.name === read.value.name)
    ? failed('invalid_input', `${read.value.name} ${otherwise}.`)
    : unknownTool(read.value.name, 'Use tools_find to see what there is.');
}
