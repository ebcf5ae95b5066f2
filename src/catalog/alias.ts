/** Tools under the names and arguments of another project, for what was written with those in mind. */
import * as z from 'zod';
import { readArguments } from './arguments.ts';
import type { AliasTool, BoundTool } from './binding.ts';
import type { JsonObject } from './json.ts';
import { type Failure, failed, type Result, success } from './result.ts';

/** An argument of theirs that becomes one of ours. */
export interface TakenArgument {
  /** Our argument; undefined where there is nothing left to say with it. */
  readonly as?: string;
  /** What it may be; as ours unless told. */
  readonly schema?: z.ZodType;
  /** Our value for theirs, of which `all` are given; the same unless told. */
  convert?(value: unknown, all: Readonly<Record<string, unknown>>): unknown;
  /** An empty text says something; elsewhere it counts as not given, as there. */
  readonly keepsBlank?: true;
}

/** One of our tools as another project calls it. */
export interface Alias {
  readonly name: string;
  /** The name of ours. */
  readonly tool: string;
  /** Their arguments; a text stands for ours that means the same. */
  readonly takes?: Readonly<Record<string, string | TakenArgument>>;
  /** What ours are told on every call. */
  readonly sets?: JsonObject;
  /** Their arguments that cannot be followed here, each with what to do instead. */
  readonly refuses?: Readonly<Record<string, string>>;
  /** What else there is to know about the difference. */
  readonly note?: string;
}

/** An argument with a value of its own, which is checked before it is converted. */
export function taken<Schema extends z.ZodType>(
  as: string,
  schema: Schema,
  convert: (value: z.output<Schema>, all: Readonly<Record<string, unknown>>) => unknown,
): TakenArgument {
  return { as, schema, convert: (value, all) => convert(schema.parse(value), all) };
}

/** Arguments of ours that a tool takes under any name: how a list goes on, and what keeps changes safe. */
const alwaysTaken = ['page', 'dry_run', 'plan_id', 'links'];

/**
 * The tools, each under its alias where it has one; what has none keeps its name. Pages of the chat go on finding theirs
 * under the old names. Descriptions and failures speak of the new ones.
 */
export function renameTools(tools: readonly BoundTool[], aliases: readonly Alias[]): BoundTool[] {
  const known = new Map(tools.map((tool) => [tool.name, tool]));
  const offered = aliases.filter(({ tool }) => known.has(tool));
  const replaced = new Set(offered.map(({ tool }) => tool));
  const names = new Map([...offered].reverse().map(({ tool, name }) => [tool, name]));
  const renamed = offered.flatMap((alias) => {
    const target = known.get(alias.tool);
    return target === undefined ? [] : [aliasTool(alias, target, names)];
  });
  const others = tools.filter(({ name, forPages }) => !replaced.has(name) || forPages !== undefined);
  return [
    ...renamed,
    ...others.map(
      (tool): BoundTool => ({
        ...tool,
        description: inOtherWords(tool.description, names),
        ...(replaced.has(tool.name) ? { forPages: 'only' } : {}),
      }),
    ),
  ];
}

function aliasTool(alias: Alias, target: BoundTool, toolNames: ReadonlyMap<string, string>): AliasTool {
  const { forPages: _forPages, ...facts } = target;
  const words = new Map([...toolNames, ...argumentNames(alias)]);
  const worded: BoundTool = {
    ...target,
    call: async (args, call) => reworded(await target.call(args, call), words),
  };
  const input = inputOf(alias, target);
  const redirect: AliasTool['redirect'] = (args) => {
    const read = translate(alias, target, input, args);
    return read.ok ? success({ tool: worded, args: read.value }) : reworded(read, words);
  };
  return {
    ...facts,
    name: alias.name,
    description: [inOtherWords(target.description, toolNames), alias.note].filter(Boolean).join(' '),
    input,
    redirect,
    call: async (args, call) => {
      const aimed = redirect(args);
      return aimed.ok ? worded.call(aimed.value.args, call) : aimed;
    },
  };
}

/** Their arguments, checked as ours are, and those of ours that every tool keeps. */
function inputOf(alias: Alias, target: BoundTool): z.ZodObject<z.ZodRawShape, z.core.$strict> {
  const { shape } = target.input;
  const theirs = argumentsOf(alias).map(([name, { as, schema }]) => [name, schema ?? shape[as ?? name]] as const);
  const covered = new Set(argumentsOf(alias).flatMap(([name, { as }]) => [name, as]));
  const kept = alwaysTaken.filter((name) => name in shape && !covered.has(name)).map((name) => [name, shape[name]]);
  return z.strictObject(Object.fromEntries([...theirs, ...kept]));
}

function argumentsOf({ takes = {} }: Alias): [name: string, taken: TakenArgument][] {
  return Object.entries(takes).map(([name, one]) => [name, typeof one === 'string' ? { as: one } : one]);
}

/** Our names for arguments, where nobody could take them for ordinary words, and theirs. */
function argumentNames(alias: Alias): [ours: string, theirs: string][] {
  return argumentsOf(alias).flatMap(([name, { as = name }]) =>
    as.includes('_') && as !== name && !alwaysTaken.includes(as) ? [[as, name]] : [],
  );
}

/** Our arguments for theirs; fails in their words on what is unknown, wrong or cannot be followed here. */
function translate(
  alias: Alias,
  target: BoundTool,
  input: z.ZodObject<z.ZodRawShape, z.core.$strict>,
  args: unknown,
): Result<JsonObject> {
  if (!isObject(args)) {
    const read = readArguments(input, args);
    if (!read.ok) return read;
  }
  const given = givenIn(alias, isObject(args) ? args : {});
  const objection = refusal(alias, given);
  if (objection !== undefined) return objection;
  const { own, controls } = partedControls(given, target, input);
  const read = readArguments(input, own);
  if (!read.ok) return read;
  return success(JSON.parse(JSON.stringify({ ...controls, ...alias.sets, ...converted(alias, read.value) })));
}

/** What acts at once takes whether it only previews without listing it. */
function partedControls(given: Record<string, unknown>, target: BoundTool, input: z.ZodObject) {
  const { dry_run, plan_id, ...own } = given;
  const isPlain = target.effect !== 'read' && !('plan_id' in input.shape);
  return isPlain ? { own, controls: { dry_run, plan_id } } : { own: given, controls: {} };
}

function converted(alias: Alias, values: Record<string, unknown>): Record<string, unknown> {
  const taking = new Map(argumentsOf(alias));
  const ours: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const { as, convert } = taking.get(name) ?? { as: name };
    if (as !== undefined && value !== undefined) ours[as] = convert === undefined ? value : convert(value, values);
  }
  return ours;
}

function isObject(args: unknown): args is Record<string, unknown> {
  return typeof args === 'object' && args !== null && !Array.isArray(args);
}

/** The arguments, without those that say nothing. */
function givenIn(alias: Alias, args: Record<string, unknown>): Record<string, unknown> {
  const keeping = new Set(argumentsOf(alias).flatMap(([name, { keepsBlank }]) => (keepsBlank ? [name] : [])));
  const refused = alias.refuses ?? {};
  return Object.fromEntries(
    Object.entries(args).filter(([name, value]) =>
      name in refused ? !saysNothing(value) : value !== '' || keeping.has(name),
    ),
  );
}

/** What stands for "not given" of an argument that has a default there. */
function saysNothing(value: unknown): boolean {
  return value === null || value === false || value === 0 || String(value) === '';
}

function refusal({ refuses = {} }: Alias, given: Record<string, unknown>): Result<never> | undefined {
  const refused = Object.entries(refuses).find(([name]) => name in given);
  return refused === undefined ? undefined : failed('invalid_input', `Invalid arguments: ${refused.join(': ')}.`);
}

function reworded<Value>(result: Result<Value>, words: ReadonlyMap<string, string>): Result<Value> {
  if (result.ok) return result;
  const { code, message, hint } = result.failure;
  const failure: Failure = {
    code,
    message: inOtherWords(message, words),
    ...(hint === undefined ? {} : { hint: inOtherWords(hint, words) }),
  };
  return { ok: false, failure };
}

/** The text with each whole name that `words` has in its other form. */
function inOtherWords(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/[a-z]+(?:_[a-z]+)+/g, (word) => words.get(word) ?? word);
}
