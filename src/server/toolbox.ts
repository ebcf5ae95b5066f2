/** The tools that a caller may use as MCP lists them, worked out once however many requests ask. */
import type { Tool as WireTool } from '@modelcontextprotocol/server';
import type { BoundTool, ListedTool } from '../catalog/binding.ts';
import type { Caller } from '../catalog/caller.ts';
import { type Exposure, listedTools } from '../catalog/exposure.ts';
import { wireSchema } from '../catalog/wire-schema.ts';

export interface Toolbox {
  /** What `tools/list` answers, sorted by name. */
  list(): WireTool[];
  /** Undefined for what does not exist or this caller may not use: nobody can tell the two apart. */
  find(name: string): ListedTool | undefined;
}

/** Filters the catalog for `caller`. Schemas are converted when first listed, and then kept. */
export function openToolbox(catalog: readonly BoundTool[], exposure: Exposure, caller: Caller): Toolbox {
  const tools = listedTools(catalog, exposure, caller);
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  let listing: WireTool[] | undefined;
  return {
    list: () => {
      listing ??= tools.map(wireTool);
      return listing;
    },
    find: (name) => byName.get(name),
  };
}

function wireTool(tool: ListedTool): WireTool {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: wireSchema(tool.input, 'input'),
    ...('output' in tool ? { outputSchema: wireSchema(tool.output, 'output') } : {}),
    annotations: { title: tool.title, ...tool.hints },
  };
}
