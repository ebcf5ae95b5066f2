/** One catalog, many views: what each caller finds, worked out once for all callers with the same permissions. */
import type { BoundTool } from '../catalog/binding.ts';
import { type Caller, permissions } from '../catalog/caller.ts';
import { type Exposure, toolsForModels } from '../catalog/exposure.ts';
import type { BoundPrompt } from '../catalog/prompt.ts';
import type { Resource } from '../catalog/resource.ts';
import { serverInstructions } from './instructions.ts';
import { openPromptBook, type PromptBook } from './prompt-book.ts';
import { openResourceShelf, type ResourceShelf } from './resource-shelf.ts';
import { openToolbox, type Toolbox } from './toolbox.ts';

/** Everything that a caller finds here; what is not in it does not exist. */
export interface View {
  readonly toolbox: Toolbox;
  readonly prompts: PromptBook;
  readonly resources: ResourceShelf;
  readonly instructions: string;
}

/** All that any caller of a server could find. */
export interface Catalog {
  readonly tools: readonly BoundTool[];
  readonly prompts: readonly BoundPrompt[];
  readonly resources?: readonly Resource[];
  readonly exposure: Exposure;
  /** A sentence more for the model; asked for when a caller of another kind comes. */
  readonly note?: () => string | undefined;
}

/** Finds the view of a caller. */
export type ViewOf = (caller: Caller) => View;

/** Filters the catalog, when the first caller of a kind comes. */
export function openViews(catalog: Catalog): ViewOf {
  const known = new Map<string, View>();
  return (caller) => {
    const kind = permissions.filter((permission) => caller.permits(permission)).join(' ');
    const view = known.get(kind) ?? openView(catalog, caller);
    known.set(kind, view);
    return view;
  };
}

function openView({ tools, prompts, resources = [], exposure, note }: Catalog, caller: Caller): View {
  const told = serverInstructions(toolsForModels(tools, exposure, caller), exposure.toolsets === 'slim');
  return {
    toolbox: openToolbox(tools, exposure, caller),
    prompts: openPromptBook(prompts, tools, exposure, caller),
    resources: openResourceShelf(resources, exposure, caller),
    instructions: [told, note?.()].filter(Boolean).join(' '),
  };
}
