/** Makes tools of their records, so that what must happen in every call of one cannot be forgotten by any. */
import * as z from 'zod';
import type { Change } from './change.ts';
import { readChangeArguments, readReadingArguments } from './control-arguments.ts';
import type { JsonObject } from './json.ts';
import { previewControls } from './plan-controls.ts';
import { type Result, success } from './result.ts';
import type {
  CallContext,
  ChangeOutcome,
  ChangeToolRecord,
  Effect,
  Plan,
  ReadToolRecord,
  Tool,
  ToolFacts,
} from './tool.ts';
import { writtenArguments } from './written-arguments.ts';

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

/** True when a plain call only shows what would happen: everything that removes, and everything in bulk. */
function previewsFirst(record: { effect: Effect; bulk?: boolean }): boolean {
  return record.effect === 'remove' || record.bulk === true;
}

function changeOf<Services, Shape extends z.ZodRawShape, Work>(
  record: ChangeToolRecord<Services, Shape, Work>,
  input: object,
  { items, undoes, caution }: Plan<Work>,
): Change {
  return {
    tool: record.name,
    title: record.title,
    effect: record.effect,
    arguments: writtenArguments(input, record),
    items,
    ...(undoes === undefined ? {} : { undoes }),
    ...(caution === undefined ? {} : { caution }),
  };
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
