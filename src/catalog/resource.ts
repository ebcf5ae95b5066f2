/**
 * What a resource is: a record, like a tool. A client reads it by its address, most often because a person attached it to
 * a conversation; it needs no library.
 */
import type { Caller, Permission } from './caller.ts';
import { type Exposure, isChosen } from './exposure.ts';
import type { Toolset } from './tool.ts';

/** A text at an address. */
export interface Resource {
  readonly name: string;
  readonly title: string;
  /** For the person who chooses: what is in it. */
  readonly description: string;
  readonly uri: string;
  readonly mimeType: string;
  /** Chosen together with the tools of the same name. */
  readonly toolset: Toolset;
  readonly permission: Permission;
  read(): Promise<string>;
}

/** The way to define a resource that holds an object: its text is JSON, indented by two spaces, for people read it too. */
export function defineJsonResource(
  record: Omit<Resource, 'mimeType' | 'read'> & { readonly content: () => Promise<object> },
): Resource {
  const { content, ...facts } = record;
  return { ...facts, mimeType: 'application/json', read: async () => JSON.stringify(await content(), null, 2) };
}

/** Everything that this caller may read under this configuration, sorted by address; what is not here does not exist. */
export function usableResources(resources: readonly Resource[], exposure: Exposure, caller: Caller): Resource[] {
  return resources
    .filter(({ toolset }) => isChosen(toolset, exposure))
    .filter(({ permission }) => caller.permits(permission))
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}
