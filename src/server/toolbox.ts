/** The tools that a caller may use as MCP lists them, worked out once however many requests ask. */
import type { Tool as WireTool } from '@modelcontextprotocol/server';
import type { BoundTool, ListedTool } from '../catalog/binding.ts';
import type { Caller } from '../catalog/caller.ts';
import { type Exposure, listedTools, toolsForPages } from '../catalog/exposure.ts';
import { pageUri } from '../catalog/resource.ts';
import { wireSchema } from '../catalog/wire-schema.ts';

export interface Toolbox {
  /**
   * What `tools/list` answers, sorted by name. A host that shows pages finds also the tools that are there for them, each
   * marked so that it keeps them from the model; to another they would only be tokens.
   */
  list(host?: { readonly showsPages: boolean }): WireTool[];
  /** Undefined for what does not exist or this caller may not use: nobody can tell the two apart. */
  find(name: string): ListedTool | undefined;
}

/** Filters the catalog for `caller`. Schemas are converted when first listed, and then kept. */
export function openToolbox(catalog: readonly BoundTool[], exposure: Exposure, caller: Caller): Toolbox {
  const tools = listedTools(catalog, exposure, caller);
  const pageTools = toolsForPages(catalog, exposure, caller);
  const byName = new Map([...tools, ...pageTools].map((tool) => [tool.name, tool]));
  let listing: WireTool[] | undefined;
  let withPages: WireTool[] | undefined;
  const listForModels = () => {
    listing ??= tools.map(wireTool);
    return listing;
  };
  return {
    list: ({ showsPages } = { showsPages: false }) => {
      if (!showsPages) return listForModels();
      withPages ??= [...tools.map(withPage), ...pageTools.map(forPagesOnly)].sort(byToolName);
      return withPages;
    },
    find: (name) => byName.get(name),
  };
}

/** The tool with its page; hosts of the first drafts know only the flat key. */
function withPage(tool: ListedTool): WireTool {
  const wire = wireTool(tool);
  if (!('page' in tool) || tool.page === undefined) return wire;
  const resourceUri = pageUri(tool.page);
  return { ...wire, _meta: { ui: { resourceUri }, 'ui/resourceUri': resourceUri } };
}

function forPagesOnly(tool: BoundTool): WireTool {
  return { ...wireTool(tool), _meta: { ui: { visibility: ['app'] } } };
}

function byToolName(a: WireTool, b: WireTool): number {
  return a.name < b.name ? -1 : 1;
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
