/**
 * Names instead of ids: wherever an argument stands for a thing in the library, a name does too, as long as only one thing
 * can be meant. It happens before a tool runs, so that no tool can forget it.
 */
import type * as z from 'zod';
import { failed, type Result, success } from '../catalog/result.ts';
import { shortText } from '../catalog/short-text.ts';
import type { CallContext } from '../catalog/tool.ts';
import { meant, type Named, resembling } from './named.ts';
import { entryShape, namedBy } from './reference.ts';

/** Names in one call: each may cost a search. */
const mostNames = 100;
const mostShown = 10;
const shownName = 30;

/** What a kind of library has that can be named. */
export interface NamingRules<Kind extends string, Library> {
  /** Every kind, and the word for several of them. */
  readonly plurals: Readonly<Record<Kind, string>>;
  /** True for an id, which is taken as it is. */
  isId(kind: Kind, text: string): boolean;
  /** For each name the things to choose from, in their order. */
  candidates(
    kind: Kind,
    names: readonly string[],
    library: Library,
    call: CallContext,
  ): Promise<Result<readonly (readonly Named[])[]>>;
}

/** Puts ids in place of names; fails where a name is unknown or several things have it. */
export type ResolveNames<Library> = <Input extends object>(
  input: Input,
  shape: z.ZodRawShape,
  library: Library,
  call: CallContext,
) => Promise<Result<Input>>;

/** Makes the resolver for one kind of library. */
export function nameResolver<Kind extends string, Library>(rules: NamingRules<Kind, Library>): ResolveNames<Library> {
  return async (input, shape, library, call) => {
    const resolved = await resolveFields(input, shape, { rules, library, call });
    return resolved.ok ? success({ ...input, ...resolved.value }) : resolved;
  };
}

/** How names are read, and where. */
interface Reading<Kind extends string, Library> {
  readonly rules: NamingRules<Kind, Library>;
  readonly library: Library;
  readonly call: CallContext;
}

/** The fields of the arguments in which ids take the place of names. */
async function resolveFields<Kind extends string, Library>(
  input: object,
  shape: z.ZodRawShape,
  reading: Reading<Kind, Library>,
): Promise<Result<Record<string, unknown>>> {
  const resolved: Record<string, unknown> = {};
  for (const [argument, given] of Object.entries(input)) {
    const entry = entryShape(shape[argument]);
    const value =
      entry === undefined
        ? await resolveField(argument, given, shape[argument], reading)
        : await resolveEntries(given, entry, reading);
    if (!value.ok) return value;
    resolved[argument] = value.value;
  }
  return success(resolved);
}

/** A list of objects, one after the other: they come from one hand, and a name that fails ends it. */
async function resolveEntries<Kind extends string, Library>(
  given: unknown,
  shape: z.ZodRawShape,
  reading: Reading<Kind, Library>,
): Promise<Result<unknown>> {
  if (!Array.isArray(given)) return success(given);
  const entries: unknown[] = [];
  for (const entry of given) {
    const resolved = await resolveFields(Object(entry), shape, reading);
    if (!resolved.ok) return resolved;
    entries.push({ ...Object(entry), ...resolved.value });
  }
  return success(entries);
}

async function resolveField<Kind extends string, Library>(
  argument: string,
  given: unknown,
  schema: unknown,
  reading: Reading<Kind, Library>,
): Promise<Result<unknown>> {
  const { rules } = reading;
  const kind = namedBy(schema);
  const texts = textsOf(given);
  if (kind === undefined || !isKindOf(rules, kind) || texts.every((text) => rules.isId(kind, text)))
    return success(given);
  const ids = await idsOf({ argument, kind, ...reading }, texts);
  if (!ids.ok) return ids;
  return success(Array.isArray(given) ? [...new Set(ids.value)] : ids.value[0]);
}

function isKindOf<Kind extends string>(
  { plurals }: { plurals: Readonly<Record<Kind, string>> },
  name: string,
): name is Kind {
  return Object.hasOwn(plurals, name);
}

function textsOf(given: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(given) ? given : [given];
  return all.filter((text) => typeof text === 'string');
}

/** The argument in which names are. */
interface Place<Kind extends string, Library> extends Reading<Kind, Library> {
  readonly argument: string;
  readonly kind: Kind;
}

/** One id for each of `texts`, in their order. */
async function idsOf<Kind extends string, Library>(
  place: Place<Kind, Library>,
  texts: readonly string[],
): Promise<Result<string[]>> {
  const { argument, kind, rules, library, call } = place;
  const names = texts.filter((text) => !rules.isId(kind, text));
  if (names.length > mostNames) {
    return failed('invalid_input', `${argument}: ${names.length} names are too many.`, 'Give ids: they cost nothing.');
  }
  const candidates = await rules.candidates(kind, names, library, call);
  if (!candidates.ok) return candidates;
  const known = new Map(names.map((name, index) => [name, candidates.value[index] ?? []]));
  const ids: string[] = [];
  for (const text of texts) {
    const id: Result<string> = rules.isId(kind, text) ? success(text) : onlyOne(place, text, known.get(text) ?? []);
    if (!id.ok) return id;
    ids.push(id.value);
  }
  return success(ids);
}

function onlyOne<Kind extends string, Library>(
  { argument, kind, rules }: Place<Kind, Library>,
  name: string,
  all: readonly Named[],
): Result<string> {
  const found = meant(name, all);
  const [only] = found;
  const quoted = JSON.stringify(shortText(name, shownName));
  if (only === undefined) {
    const similar = resembling(name, all);
    return failed(
      'not_found',
      `${argument}: no ${kind} is called ${quoted}.`,
      similar.length === 0 ? 'Take a name or id from a list or search.' : `There is ${listed(similar, showName)}.`,
    );
  }
  if (found.length === 1) return success(only.id);
  const show = found.every((thing) => thing.name === only.name) ? showFacts : showNameAndFacts;
  return failed(
    'invalid_input',
    `${argument}: ${found.length} ${rules.plurals[kind]} are called ${quoted}: ${listed(found, show)}.`,
    'Give the id.',
  );
}

function listed(things: readonly Named[], show: (thing: Named) => string): string {
  const more = things.length > mostShown ? ` and ${things.length - mostShown} more` : '';
  return `${things.slice(0, mostShown).map(show).join(', ')}${more}`;
}

function showName({ name }: Named): string {
  return JSON.stringify(shortText(name, shownName));
}

function showNameAndFacts(thing: Named): string {
  const facts = thing.facts === '' ? '' : `, ${shortText(thing.facts, shownName)}`;
  return `${thing.id} (${showName(thing)}${facts})`;
}

function showFacts({ id, facts }: Named): string {
  return facts === '' ? id : `${id} (${shortText(facts, shownName)})`;
}
