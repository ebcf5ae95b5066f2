/** The prompts of one caller as MCP lists them, and the values that it proposes for their arguments. */
import type { Prompt as WirePrompt } from '@modelcontextprotocol/server';
import type { BoundTool } from '../catalog/binding.ts';
import type { Caller } from '../catalog/caller.ts';
import { type Exposure, type ToolGuide, toolGuide } from '../catalog/exposure.ts';
import type { BoundPrompt, CompletionCall } from '../catalog/prompt.ts';
import { failed, type Result, success } from '../catalog/result.ts';

/** MCP's answer to `completion/complete`. */
export interface Completion {
  readonly values: string[];
  /** All that fit, also those that are not among `values`. */
  readonly total: number;
  readonly hasMore: boolean;
}

export interface PromptBook {
  /** What `prompts/list` answers, sorted by name. */
  list(): WirePrompt[];
  /** The description and the text. Fails on a prompt that this caller does not find in the list, and on wrong arguments. */
  read(name: string, args: Readonly<Record<string, string>>): Result<{ description: string; text: string }>;
  complete(name: string, argument: string, typed: string, call: CompletionCall): Promise<Result<Completion>>;
}

/** The most that the protocol lets one answer have. */
const mostValues = 100;
const nothing: Completion = { values: [], total: 0, hasMore: false };

/** Filters the prompts for `caller`: each whose necessary tools this caller can use. */
export function openPromptBook(
  prompts: readonly BoundPrompt[],
  catalog: readonly BoundTool[],
  exposure: Exposure,
  caller: Caller,
): PromptBook {
  const guide = toolGuide(catalog, exposure, caller);
  const offered = prompts
    .filter((prompt) => prompt.needs.every((tool) => guide.reach(tool) !== undefined))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const byName = new Map(offered.map((prompt) => [prompt.name, prompt]));
  const listing = offered.map(wirePrompt);
  return {
    list: () => listing,
    read: (name, args) => {
      const prompt = byName.get(name);
      if (prompt === undefined) return unknownPrompt(name);
      const text = prompt.write(args, guide);
      return text.ok ? success({ description: prompt.description, text: text.value }) : text;
    },
    complete: async (name, argument, typed, call) => {
      const prompt = byName.get(name);
      return prompt === undefined ? unknownPrompt(name) : completeArgument(prompt, argument, typed, guide, call);
    },
  };
}

async function completeArgument(
  prompt: BoundPrompt,
  argument: string,
  typed: string,
  guide: ToolGuide,
  call: CompletionCall,
): Promise<Result<Completion>> {
  const known = Object.hasOwn(prompt.arguments, argument) ? prompt.arguments[argument] : undefined;
  if (known === undefined) {
    const names = Object.keys(prompt.arguments).join(', ') || 'none';
    return failed('invalid_input', `${prompt.name} has no argument ${shown(argument)} (known: ${names}).`);
  }
  const { completer } = known;
  const mayKnow = completer?.tool === undefined || guide.reach(completer.tool) !== undefined;
  if (completer === undefined || !mayKnow) return success(nothing);
  const matches = await completer.matches(typed, call);
  if (!matches.ok) return matches;
  const values = matches.value.slice(0, mostValues);
  return success({ values, total: matches.value.length, hasMore: matches.value.length > values.length });
}

function wirePrompt({ name, title, description, arguments: known }: BoundPrompt): WirePrompt {
  return {
    name,
    title,
    description,
    arguments: Object.entries(known).map(([argument, { description, required }]) => ({
      name: argument,
      description,
      required: required ?? false,
    })),
  };
}

function unknownPrompt(name: string): Result<never> {
  return failed('not_found', `Unknown prompt ${shown(name)}.`);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 80));
}
