/** Who sees which tools: the catalog, filtered by configuration and by what the caller may do. */

import type { BoundTool, ListedTool } from './binding.ts';
import type { Caller } from './caller.ts';
import { gatewayTo, gatewayTools } from './gateway.ts';
import { failed, type Result, success } from './result.ts';
import { type Toolset, toolsets } from './tool.ts';

/** `default`, `slim` and `all` are ready-made choices; a list names the toolsets wanted, `default` for those of that choice. */
export type ToolsetChoice = 'default' | 'slim' | 'all' | readonly (Toolset | 'default')[];

/** Toolsets that `all` has and `default` leaves out. */
export const offByDefault: readonly Toolset[] = ['reference_more'];

export interface Exposure {
  readonly toolsets: ToolsetChoice;
  /** Wins over everything: nothing that alters a library is listed or can be called. */
  readonly readOnly: boolean;
  /** What `default` leaves out here as well: toolsets of a second library. */
  readonly second?: readonly Toolset[];
}

/** Reads `default`, `slim`, `all` or a comma-separated list of toolsets. */
export function readToolsetChoice(text: string): Result<ToolsetChoice> {
  if (text === 'default' || text === 'slim' || text === 'all') return success(text);
  const names = text.split(',').map((name) => name.trim());
  const known = ['default' as const, ...toolsets];
  const chosen = known.filter((toolset) => names.includes(toolset));
  const unknown = names.filter((name) => !known.some((toolset) => toolset === name));
  if (unknown.length === 0 && chosen.length > 0) return success(chosen);
  return failed(
    'invalid_input',
    `Unknown toolset ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`,
    `Use default, slim, all, or a comma-separated list of: ${toolsets.join(', ')}.`,
  );
}

/** Everything that this caller may use under this configuration, sorted by name; what is not here does not exist. */
export function usableTools<Known extends Pick<BoundTool, 'name' | 'toolset' | 'effect' | 'permission'>>(
  tools: readonly Known[],
  exposure: Exposure,
  caller: Caller,
): Known[] {
  return tools
    .filter((tool) => isChosen(tool.toolset, exposure))
    .filter((tool) => !exposure.readOnly || tool.effect === 'read')
    .filter((tool) => caller.permits(tool.permission))
    .sort(byName);
}

/** Of those, what a model may know of: not what is there for pages alone. */
export function toolsForModels<
  Known extends Pick<BoundTool, 'name' | 'toolset' | 'effect' | 'permission' | 'forPages'>,
>(tools: readonly Known[], exposure: Exposure, caller: Caller): Known[] {
  return usableTools(tools, exposure, caller).filter(({ forPages }) => forPages !== 'only');
}

/**
 * What this caller finds in the list of tools, sorted by name: everything usable or, for `slim`, the few tools that are
 * marked so and the gateways to all others.
 */
export function listedTools(tools: readonly BoundTool[], exposure: Exposure, caller: Caller): ListedTool[] {
  const usable = toolsForModels(tools, exposure, caller);
  if (exposure.toolsets !== 'slim') return usable;
  return [...usable.filter((tool) => tool.slim), ...gatewayTools(usable)].sort(byName);
}

/** What pages of this caller may call and the model does not find in its list, sorted by name. */
export function toolsForPages(tools: readonly BoundTool[], exposure: Exposure, caller: Caller): BoundTool[] {
  const isUnlisted = ({ forPages, slim }: BoundTool) =>
    forPages === 'only' || (forPages === 'too' && exposure.toolsets === 'slim' && !slim);
  return usableTools(tools, exposure, caller).filter(isUnlisted);
}

/** Says how a caller reaches tools, for texts that name them. */
export interface ToolGuide {
  /** Undefined for what this caller may not use; `via` is the gateway through which an unlisted tool is called. */
  reach(name: string): { readonly via?: string } | undefined;
}

/** The guide to everything that this caller may use under this configuration. */
export function toolGuide(tools: readonly BoundTool[], exposure: Exposure, caller: Caller): ToolGuide {
  const usable = new Map(toolsForModels(tools, exposure, caller).map((tool) => [tool.name, tool]));
  return {
    reach: (name) => {
      const tool = usable.get(name);
      if (tool === undefined) return undefined;
      return exposure.toolsets !== 'slim' || tool.slim ? {} : { via: gatewayTo(tool) };
    },
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** Whether a toolset is among the chosen. `slim` reaches everything: what is not listed costs nothing. */
export function isChosen(toolset: Toolset, { toolsets: choice, second = [] }: Exposure): boolean {
  if (choice === 'all' || choice === 'slim') return true;
  const isDefault = !offByDefault.includes(toolset) && !second.includes(toolset);
  if (choice === 'default') return isDefault;
  return choice.includes(toolset) || (isDefault && choice.includes('default'));
}
