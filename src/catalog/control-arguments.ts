/** Reads what a call says to the tool itself, apart from what it says of how it is called: previews, agreed plans, addresses. */
import type * as z from 'zod';
import { readArguments } from './arguments.ts';
import { linkControls } from './picture-link.ts';
import { plainControls, previewControls } from './plan-controls.ts';
import { type Result, success } from './result.ts';
import type { CallContext, ToolFacts } from './tool.ts';

interface ReadingArguments<Shape extends z.ZodRawShape> {
  readonly input: z.output<z.ZodObject<Shape>>;
  /** With addresses only where they are wanted. */
  readonly call: CallContext;
}

/** Reads the arguments of a tool that only reads, and whether addresses are wanted where there are any. */
export function readReadingArguments<Shape extends z.ZodRawShape>(
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

/** Reads the arguments of a changing tool, and whether this is only a preview, or which one was agreed to. */
export function readChangeArguments<Shape extends z.ZodRawShape>(
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
