/** What an API key must be allowed, worked out from what the tools say of themselves. */
import type { Effect } from '../catalog/tool.ts';

/** What is asked of a tool here. */
export interface ScopedTool {
  readonly name: string;
  readonly effect: Effect;
  readonly scopes: readonly string[];
}

/** The permission that stands for all. */
const everything = 'all';

/** Each scope once that any of the tools needs, sorted. */
export function scopesOf(tools: readonly ScopedTool[]): string[] {
  return [...new Set(tools.flatMap(({ scopes }) => scopes))].sort();
}

/** The scopes for everything, and those for a server that only reads. */
export function scopeLists(tools: readonly ScopedTool[]): { everything: string[]; readOnly: string[] } {
  return { everything: scopesOf(tools), readOnly: scopesOf(tools.filter(({ effect }) => effect === 'read')) };
}

/** The tools that a key with these permissions does not do, or not in full, with what each lacks. */
export function toolsLacking(
  tools: readonly ScopedTool[],
  permissions: readonly string[],
): { tool: string; missing: string[] }[] {
  if (permissions.includes(everything)) return [];
  return tools
    .map(({ name, scopes }) => ({ tool: name, missing: scopes.filter((scope) => !permissions.includes(scope)) }))
    .filter(({ missing }) => missing.length > 0);
}

/** The scopes by what they are about, as Immich's own page groups them: the part before the first point. */
export function groupScopes(scopes: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const scope of [...scopes].sort()) {
    const [about = scope] = scope.split('.');
    groups.set(about, [...(groups.get(about) ?? []), scope]);
  }
  return groups;
}
