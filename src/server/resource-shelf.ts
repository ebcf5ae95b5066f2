/** The resources of one caller as MCP lists them. */
import type { Resource as WireResource } from '@modelcontextprotocol/server';
import type { Caller } from '../catalog/caller.ts';
import type { Exposure } from '../catalog/exposure.ts';
import { type Resource, usableResources } from '../catalog/resource.ts';

export interface ResourceShelf {
  /** True where there is nothing to read, listed or not. */
  readonly isEmpty: boolean;
  /** What `resources/list` answers, sorted by address. */
  list(): WireResource[];
  /** Undefined for what does not exist or this caller may not read: nobody can tell the two apart. */
  find(uri: string): Resource | undefined;
}

/** Filters the resources for `caller`. */
export function openResourceShelf(catalog: readonly Resource[], exposure: Exposure, caller: Caller): ResourceShelf {
  const resources = usableResources(catalog, exposure, caller);
  const byUri = new Map(resources.map((resource) => [resource.uri, resource]));
  const listing = resources
    .filter(({ unlisted }) => unlisted !== true)
    .map(({ name, title, description, uri, mimeType }): WireResource => ({ name, title, description, uri, mimeType }));
  return { isEmpty: resources.length === 0, list: () => listing, find: (uri) => byUri.get(uri) };
}
