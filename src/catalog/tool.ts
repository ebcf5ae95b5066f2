/**
 * What a tool is: a record. Its hints, its `dry_run`, who sees it, its line in the docs and its cost in tokens all
 * follow from the record, so that none of them can drift from the code.
 */
import type * as z from 'zod';
import type { Caller, Permission } from './caller.ts';
import type { Change, ChangeItem, ItemOutcome } from './change.ts';
import type { JsonObject } from './json.ts';
import type { CallLinks } from './picture-link.ts';
import type { Result } from './result.ts';

/** `read` looks, `add` creates, `change` alters or hides, `remove` deletes, merges or takes away. */
export type Effect = 'read' | 'add' | 'change' | 'remove';

export const toolsets = [
  'health',
  'user',
  'assets',
  'search',
  'albums',
  'people',
  'tags',
  'shared_links',
  'activities',
  'duplicates',
  'photoprism_photos',
  'photoprism_albums',
  'photoprism_labels',
  'photoprism_people',
  'photoprism_shares',
  'photoprism_files',
  'view',
  'history',
  'reference',
  'reference_more',
] as const;
export type Toolset = (typeof toolsets)[number];

/**
 * Pages that a host shows to the person inside the chat, where it can (MCP Apps):
 * https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx
 */
export const appPages = ['duplicate-board', 'contact-sheet', 'history'] as const;
export type AppPage = (typeof appPages)[number];

/** What every tool says of itself. */
export interface ToolFacts<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  /** For a model that must choose: what it does, when another is better, what cannot be undone. */
  readonly description: string;
  readonly toolset: Toolset;
  readonly permission: Permission;
  /** Permissions that the library's API key needs. */
  readonly scopes: readonly string[];
  /** Among the few that `--toolsets slim` lists directly. */
  readonly slim?: boolean;
  /** The page that shows the answer to the person. */
  readonly page?: AppPage;
  /**
   * `too`: pages call it as well, and find it also where the model does not. `only`: it is there for pages alone; a model
   * never sees it, and its answer is `structuredContent` without a text.
   */
  readonly forPages?: 'too' | 'only';
  /** Takes `links` where the server gives out addresses of pictures: see `CallContext.links`. */
  readonly offersLinks?: true;
  /** Reaches beyond the library (fetches from the web). */
  readonly openWorld?: boolean;
  /** Needs more time than the usual deadline. */
  readonly deadlineSeconds?: number;
  readonly input: z.ZodObject<Shape, z.core.$strict>;
  readonly output: z.ZodObject;
}

/** A picture in an answer, preceded by its caption. */
export interface AnswerImage {
  readonly caption: string;
  readonly mimeType: string;
  /** Base64. */
  readonly data: string;
}

/** The address of a picture, for the client's program: what the model needs of it is in the object as well. */
export interface AnswerLink {
  readonly uri: string;
  /** What people see; may hold a stranger's words. */
  readonly name: string;
}

/** What a tool says: one JSON object, and pictures where the model must look. */
export interface Answer {
  readonly data: JsonObject;
  readonly images?: readonly AnswerImage[];
  readonly links?: readonly AnswerLink[];
}

/** What a running call may use. */
export interface CallContext {
  readonly caller: Caller;
  /** Aborted when the client cancels, disconnects, or the deadline passes. */
  readonly signal: AbortSignal;
  /** Whether this caller could call the tool of this name here, directly or through a page. */
  finds(tool: string): boolean;
  /** Tells the client how far the work is; never carries data. */
  progress(done: number, total: number, message?: string): void;
  /** There where addresses of pictures are wanted instead of pictures. */
  readonly links?: CallLinks;
  /** Where every preview passes: what it showed is remembered, so that just that can be agreed to. */
  preview(change: Change, preview: JsonObject): Promise<Result<Answer>>;
  /** The one gate that every change passes on its way to the library. */
  commit(request: ChangeRequest): Promise<Result<ChangeOutcome>>;
}

/** A change that is to be made. */
export interface ChangeRequest {
  readonly change: Change;
  /** The answer to a dry run. */
  readonly preview: JsonObject;
  /** The preview that was agreed to. */
  readonly planId?: string;
  apply(): Promise<Result<ChangeOutcome>>;
}

export interface ReadToolRecord<Services, Shape extends z.ZodRawShape> extends ToolFacts<Shape> {
  readonly effect: 'read';
  run(input: z.output<z.ZodObject<Shape>>, services: Services, call: CallContext): Promise<Result<Answer>>;
}

/** What a change would do: computed by reading the library, before anything is altered. */
export interface Plan<Work> {
  /** The answer to a dry run. */
  readonly preview: JsonObject;
  /** Item by item, the state before. */
  readonly items: readonly ChangeItem[];
  /** Changes that this one takes back. */
  readonly undoes?: readonly string[];
  /** Why a person should look at it before it is made: it cannot be undone, or touches what is dear. */
  readonly caution?: string;
  /** What `apply` needs. */
  readonly work: Work;
}

/** What a change did. */
export interface ChangeOutcome extends Answer {
  readonly items: readonly ItemOutcome[];
}

export interface ChangeToolRecord<Services, Shape extends z.ZodRawShape, Work> extends ToolFacts<Shape> {
  readonly effect: 'add' | 'change' | 'remove';
  /** Works on many items at once: previews by default, like everything that removes. */
  readonly bulk?: boolean;
  /** Arguments that are never written down: passwords. */
  readonly secrets?: readonly string[];
  /** Arguments that may be web addresses: user, password and query, which often open what is there, are never written down. */
  readonly addresses?: readonly string[];
  /** Doing it twice is the same as doing it once. Default: true, except for `add`. */
  readonly idempotent?: boolean;
  plan(input: z.output<z.ZodObject<Shape>>, services: Services, call: CallContext): Promise<Result<Plan<Work>>>;
  apply(work: Work, services: Services, call: CallContext): Promise<Result<ChangeOutcome>>;
}

/** A tool in the catalog, whatever it reads or changes. `Services` is what it works with, given when it is bound. */
export interface Tool<Services> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: Toolset;
  readonly effect: Effect;
  readonly permission: Permission;
  readonly scopes: readonly string[];
  readonly slim: boolean;
  readonly page?: AppPage;
  readonly forPages?: 'too' | 'only';
  readonly offersLinks?: true;
  readonly deadlineSeconds?: number;
  readonly hints: ToolHints;
  /** As exposed, `dry_run` included. */
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  call(args: unknown, services: Services, call: CallContext): Promise<Result<Answer>>;
}

/** MCP's tool annotations, each stated, because MCP's defaults assume the worst. */
export interface ToolHints {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}
