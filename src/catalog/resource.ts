/**
 * What a resource is: a record, like a tool. A client reads it by its address, most often because a person attached it to
 * a conversation; it needs no library.
 */
import type { Caller, Permission } from './caller.ts';
import { type Exposure, isChosen } from './exposure.ts';
import type { JsonObject } from './json.ts';
import type { AppPage, Toolset } from './tool.ts';

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
  /** True for what programs find by its address and no person chooses: it is not listed. */
  readonly unlisted?: boolean;
  /** Goes with what is read, for the client's program. */
  readonly meta?: JsonObject;
  read(): Promise<string>;
}

/** The way to define a resource that holds an object: its text is JSON, indented by two spaces, for people read it too. */
export function defineJsonResource(
  record: Omit<Resource, 'mimeType' | 'read'> & { readonly content: () => Promise<object> },
): Resource {
  const { content, ...facts } = record;
  return { ...facts, mimeType: 'application/json', read: async () => JSON.stringify(await content(), null, 2) };
}

/** The address of a page, by which a tool names it. */
export function pageUri(page: AppPage): string {
  return `ui://albumen/${page}`;
}

/** What a host must say that it shows, and the type that a page has. */
export const pageMimeType = 'text/html;profile=mcp-app';

/** MCP's name of the extension by which hosts show pages. */
export const pagesExtension = 'io.modelcontextprotocol/ui';

/** A page that hosts show inside the chat: one HTML document that needs nothing of any network. */
export function definePage(
  record: Pick<Resource, 'title' | 'description' | 'toolset' | 'permission'> & {
    readonly page: AppPage;
    html(): Promise<string>;
  },
): Resource {
  const { page, html, ...facts } = record;
  return {
    ...facts,
    name: page,
    uri: pageUri(page),
    mimeType: pageMimeType,
    unlisted: true,
    // No domain is declared: the host's default policy allows inline code and data: pictures, and no network.
    meta: { ui: { prefersBorder: true } },
    read: html,
  };
}

/** Everything that this caller may read under this configuration, sorted by address; what is not here does not exist. */
export function usableResources(resources: readonly Resource[], exposure: Exposure, caller: Caller): Resource[] {
  return resources
    .filter(({ toolset }) => isChosen(toolset, exposure))
    .filter(({ permission }) => caller.permits(permission))
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}
