/**
 * What a tool is: a record. Its hints, its `dry_run`, who sees it, its line in the docs and its cost in tokens all
 * follow from the record, so that none of them can drift from the code.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { readArguments } from './arguments.ts';
import type { Caller, Permission } from './caller.ts';
import type { Change, ChangeItem, ItemOutcome } from './change.ts';
import type { JsonObject } from './json.ts';
import { type CallLinks, linkControls } from './picture-link.ts';
import { plainControls, previewControls } from './plan-controls.ts';
import { type Result, success } from './result.ts';

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

interface ToolFacts<Shape extends z.ZodRawShape> {
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

/** True when a plain call only shows what would happen: everything that removes, and everything in bulk. */
function previewsFirst(record: { effect: Effect; bulk?: boolean }): boolean {
  return record.effect === 'remove' || record.bulk === true;
}

/** What happens in every tool over `Services`, so that none can forget it. */
export interface ToolHooks<Services> {
  /** Puts ids where the caller gave names; runs before anything else sees the arguments. */
  resolveNames<Input extends object>(
    input: Input,
    shape: z.ZodRawShape,
    services: Services,
    call: CallContext,
  ): Promise<Result<Input>>;
  /** Fails where a planned change may not be made, whoever agrees; its preview is refused in the same words. */
  object(change: Change, services: Services, call: CallContext): Promise<Result<unknown>>;
  /** Told of every change that was let through to the library; `outcome` is undefined where a defect ended it. */
  afterChange(change: Change, outcome: Result<ChangeOutcome> | undefined, services: Services): void;
}

/**
 * The two ways to define a tool over `Services`.
 * `defineTool` makes one that only reads. `defineChange` makes one that alters the library: it has no `run`, only a
 * `plan` and an `apply`, so that a preview and the deed cannot disagree; `dry_run` is added where the record asks for it.
 */
export function toolDefiners<Services>(hooks?: ToolHooks<Services>) {
  /** The arguments with ids where names were given. */
  async function resolved<Shape extends z.ZodRawShape>(
    record: ToolFacts<Shape>,
    read: Result<z.output<z.ZodObject<Shape>>>,
    services: Services,
    call: CallContext,
  ): Promise<Result<z.output<z.ZodObject<Shape>>>> {
    if (!read.ok || hooks === undefined) return read;
    return hooks.resolveNames(read.value, record.input.shape, services, call);
  }

  function defineTool<Shape extends z.ZodRawShape>(record: ReadToolRecord<Services, Shape>): Tool<Services> {
    return {
      ...facts(record, true),
      input: record.input,
      call: async (args, services, context) => {
        const read = readReadingArguments(record, args, context);
        if (!read.ok) return read;
        const { call } = read.value;
        const input = await resolved(record, success(read.value.input), services, call);
        return input.ok ? record.run(input.value, services, call) : input;
      },
    };
  }

  function defineChange<Shape extends z.ZodRawShape, Work>(
    record: ChangeToolRecord<Services, Shape, Work>,
  ): Tool<Services> {
    const previews = previewsFirst(record);
    const listed = previews ? previewControls.shape : {};
    return {
      ...facts(record, record.idempotent ?? record.effect !== 'add'),
      input: z.strictObject({ ...record.input.shape, ...listed }),
      // A preview is answered in the same place and lacks what only the deed has: clients refuse what is not as listed.
      output: record.output.partial(),
      call: async (args, services, call) => {
        const read = readChangeArguments(record.input, previews, args);
        if (!read.ok) return read;
        const input = await resolved(record, success(read.value.input), services, call);
        if (!input.ok) return input;
        const planned = await planChange(record, input.value, services, call);
        if (!planned.ok) return planned;
        const { change, preview, work } = planned.value;
        if (read.value.dry_run) return call.preview(change, preview);
        const apply = async () => {
          let outcome: Result<ChangeOutcome> | undefined;
          try {
            outcome = await record.apply(work, services, call);
            return outcome;
          } finally {
            hooks?.afterChange(change, outcome, services);
          }
        };
        const { plan_id: planId } = read.value;
        return call.commit({ change, preview, apply, ...(planId === undefined ? {} : { planId }) });
      },
    };
  }

  /** A plan that nothing forbids, and the change that it makes. */
  async function planChange<Shape extends z.ZodRawShape, Work>(
    record: ChangeToolRecord<Services, Shape, Work>,
    input: z.output<z.ZodObject<Shape>>,
    services: Services,
    call: CallContext,
  ): Promise<Result<{ readonly change: Change; readonly preview: JsonObject; readonly work: Work }>> {
    const plan = await record.plan(input, services, call);
    if (!plan.ok) return plan;
    const change = changeOf(record, input, plan.value);
    const objection = await hooks?.object(change, services, call);
    if (objection?.ok === false) return objection;
    const { preview, work } = plan.value;
    return success({ change, preview, work });
  }

  return { defineTool, defineChange };
}

/** How tools that only read are defined over `Services`: what a factory of tools for several libraries is given. */
export type DefineTool<Services> = ReturnType<typeof toolDefiners<Services>>['defineTool'];

function changeOf<Services, Shape extends z.ZodRawShape, Work>(
  record: ChangeToolRecord<Services, Shape, Work>,
  input: object,
  { items, undoes, caution }: Plan<Work>,
): Change {
  return {
    tool: record.name,
    title: record.title,
    effect: record.effect,
    arguments: withoutSecrets(input, record),
    items,
    ...(undoes === undefined ? {} : { undoes }),
    ...(caution === undefined ? {} : { caution }),
  };
}

/** The arguments as they may be written down: of a secret only that there was one, of an address only where it leads. */
function withoutSecrets(
  input: object,
  { secrets = [], addresses = [] }: { secrets?: readonly string[]; addresses?: readonly string[] },
): JsonObject {
  const text = JSON.stringify(input, (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (secrets.includes(name)) return '[secret]';
    return addresses.includes(name) ? whereItLeads(value) : value;
  });
  return JSON.parse(text);
}

/**
 * A web address without what often opens what is there; of a query so much is left that another one is told from it. What is
 * no web address stays as it is: the path of a file.
 */
function whereItLeads(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return address;
  const query = url.search === '' ? '' : `?[${createHash('sha256').update(url.search).digest('hex').slice(0, 8)}]`;
  return `${url.origin}${url.pathname}${query}`;
}

interface ReadingArguments<Shape extends z.ZodRawShape> {
  readonly input: z.output<z.ZodObject<Shape>>;
  /** With addresses only where they are wanted. */
  readonly call: CallContext;
}

/** Reads the tool's own arguments and, apart from them, whether addresses are wanted where there are any. */
function readReadingArguments<Shape extends z.ZodRawShape>(
  { input, offersLinks }: ToolFacts<Shape>,
  args: unknown,
  context: CallContext,
): Result<ReadingArguments<Shape>> {
  const { links, ...call } = context;
  if (offersLinks !== true || links === undefined || !isObject(args)) {
    const own = readArguments(input, args);
    return own.ok ? success({ input: own.value, call }) : own;
  }
  const { links: wish, ...rest }: { links?: unknown } = args;
  const own = readArguments(input, rest, Object.keys(linkControls.shape));
  if (!own.ok) return own;
  const controls = readArguments(linkControls, wish === undefined ? {} : { links: wish });
  if (!controls.ok) return controls;
  return success({ input: own.value, call: controls.value.links ? context : call });
}

function isObject(args: unknown): args is object {
  return typeof args === 'object' && args !== null && !Array.isArray(args);
}

interface ChangeArguments<Shape extends z.ZodRawShape> extends z.output<typeof previewControls> {
  readonly input: z.output<z.ZodObject<Shape>>;
}

/** Reads the tool's own arguments and, apart from them, whether this is only a preview, or which one was agreed to. */
function readChangeArguments<Shape extends z.ZodRawShape>(
  input: z.ZodObject<Shape, z.core.$strict>,
  previews: boolean,
  args: unknown,
): Result<ChangeArguments<Shape>> {
  const { dry_run, plan_id, ...rest }: { dry_run?: unknown; plan_id?: unknown } =
    typeof args === 'object' && args !== null ? args : {};
  const own = readArguments(input, isObject(args) ? rest : args, previews ? Object.keys(previewControls.shape) : []);
  if (!own.ok) return own;
  const given = { ...(dry_run === undefined ? {} : { dry_run }), ...(plan_id === undefined ? {} : { plan_id }) };
  const controls = readArguments(previews ? previewControls : plainControls, given);
  return controls.ok ? success({ ...controls.value, input: own.value }) : controls;
}

function facts<Shape extends z.ZodRawShape>(record: ToolFacts<Shape> & { effect: Effect }, idempotent: boolean) {
  return {
    name: record.name,
    title: record.title,
    description: record.description,
    toolset: record.toolset,
    effect: record.effect,
    permission: record.permission,
    scopes: record.scopes,
    slim: record.slim ?? false,
    ...(record.page === undefined ? {} : { page: record.page }),
    ...(record.forPages === undefined ? {} : { forPages: record.forPages }),
    ...(record.offersLinks === undefined ? {} : { offersLinks: record.offersLinks }),
    ...(record.deadlineSeconds === undefined ? {} : { deadlineSeconds: record.deadlineSeconds }),
    output: record.output,
    hints: {
      readOnlyHint: record.effect === 'read',
      destructiveHint: record.effect === 'remove',
      idempotentHint: idempotent,
      openWorldHint: record.openWorld ?? false,
    },
  };
}
