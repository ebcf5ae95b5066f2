/**
 * What a prompt is: a record, like a tool. A person picks it in their client, fills in what they like, and the model is
 * handed a text that walks it through a job with the tools that this caller has.
 */
import type { Connect } from './binding.ts';
import type { Caller } from './caller.ts';
import type { ToolGuide } from './exposure.ts';
import { type Script, toolsNamed, writeText } from './prompt-text.ts';
import { failed, type Result, success } from './result.ts';

/** What a completion may use while it looks. */
export interface CompletionCall {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** Proposes values while a person types. */
export interface Completer<Services> {
  /** The tool that shows the same to a model: who may not use it is shown nothing here either. */
  readonly tool?: string;
  /** Every value that fits what was typed, best first. */
  matches(typed: string, services: Services, call: CompletionCall): Promise<Result<readonly string[]>>;
}

/** What a person may fill in. An empty value is one that was not given: clients send those for blank fields. */
export interface PromptArgument<Services> {
  readonly description: string;
  readonly required?: true;
  /** Says what is wrong with a value; undefined where nothing is. */
  problem?(value: string): string | undefined;
  readonly completer?: Completer<Services>;
}

type Given<Name extends string> = { readonly [Argument in Name]?: string };

export interface PromptRecord<Services, Name extends string> {
  readonly name: string;
  readonly title: string;
  /** For the person who chooses: what it does. */
  readonly description: string;
  /** Tools without any of which it is not offered. */
  readonly needs: readonly string[];
  readonly arguments: Readonly<Record<Name, PromptArgument<Services>>>;
  /** Says what is wrong with values that do not go together. */
  conflict?(given: Given<Name>): string | undefined;
  /** The job, step by step. */
  script(given: Given<Name>): Script;
}

/** A prompt in the catalog. */
export interface Prompt<Services> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly needs: readonly string[];
  readonly arguments: Readonly<Record<string, PromptArgument<Services>>>;
  /** Every tool that its text may name, with and without arguments. */
  tools(): readonly string[];
  /** The text for the model. Fails with one sentence on arguments that do not exist, are missing or are wrong. */
  write(given: Readonly<Record<string, string>>, guide: ToolGuide): Result<string>;
}

/** Longest value of an argument: a name, not a letter. */
export const longestArgument = 200;

/** The way to define a prompt over `Services`. */
export function promptDefiner<Services>() {
  return <Name extends string>(record: PromptRecord<Services, Name>): Prompt<Services> => ({
    name: record.name,
    title: record.title,
    description: record.description,
    needs: record.needs,
    arguments: record.arguments,
    tools: () => {
      const given = [{}, everythingGiven(record)];
      return [...new Set(given.flatMap((some) => toolsNamed(record.script(some))))].sort();
    },
    write: (args, guide) => {
      const given = readGiven(record, args);
      if (!given.ok) return given;
      return success(writeText(record.script(given.value), given.value, guide));
    },
  });
}

/** A value for each argument. */
function everythingGiven<Services, Name extends string>(record: PromptRecord<Services, Name>): Given<Name> {
  const given: { -readonly [Argument in Name]?: string } = {};
  for (const name in record.arguments) given[name] = name;
  return given;
}

function readGiven<Services, Name extends string>(
  record: PromptRecord<Services, Name>,
  args: Readonly<Record<string, string>>,
): Result<Given<Name>> {
  const known = Object.keys(record.arguments);
  const unknown = Object.keys(args).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const takes = known.length === 0 ? 'it takes none' : `known: ${known.join(', ')}`;
    return wrong(`unknown argument ${JSON.stringify(unknown.slice(0, 60))} (${takes})`);
  }
  const given: { -readonly [Argument in Name]?: string } = {};
  for (const name in record.arguments) {
    const value = args[name]?.trim();
    const problem = problemOf(record.arguments[name], value);
    if (problem !== undefined) return wrong(`${name}: ${problem}`);
    if (value) given[name] = value;
  }
  const conflict = record.conflict?.(given);
  return conflict === undefined ? success(given) : wrong(conflict);
}

function problemOf<Services>(argument: PromptArgument<Services>, value: string | undefined): string | undefined {
  if (!value) return argument.required ? 'is missing' : undefined;
  if (value.length > longestArgument) return `must have at most ${longestArgument} characters`;
  return argument.problem?.(value);
}

function wrong(problem: string): Result<never> {
  return failed('invalid_input', `Invalid arguments: ${problem}.`);
}

/** A prompt with its library: its arguments are completed without naming it again. */
export type BoundPrompt = Omit<Prompt<never>, 'arguments'> & {
  readonly arguments: Readonly<Record<string, BoundArgument>>;
};

export interface BoundArgument extends Pick<PromptArgument<never>, 'description' | 'required'> {
  readonly completer?: {
    readonly tool?: string;
    matches(typed: string, call: CompletionCall): Promise<Result<readonly string[]>>;
  };
}

/** Gives every prompt the services that its completions look into; `connect` is asked by each of them. */
export function bindPrompts<Services>(prompts: readonly Prompt<Services>[], connect: Connect<Services>): BoundPrompt[] {
  return prompts.map((prompt) => ({
    ...prompt,
    arguments: Object.fromEntries(
      Object.entries(prompt.arguments).map(([name, argument]) => [name, bindArgument(argument, connect)]),
    ),
  }));
}

function bindArgument<Services>(
  { description, required, completer }: PromptArgument<Services>,
  connect: Connect<Services>,
): BoundArgument {
  const bound = { description, ...(required === undefined ? {} : { required }) };
  if (completer === undefined) return bound;
  const { tool } = completer;
  return {
    ...bound,
    completer: {
      ...(tool === undefined ? {} : { tool }),
      matches: async (typed, call) => {
        const services = await connect(call.caller);
        return services.ok ? completer.matches(typed, services.value, call) : services;
      },
    },
  };
}
