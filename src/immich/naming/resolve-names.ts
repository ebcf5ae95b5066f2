/**
 * Names instead of ids: wherever an argument stands for an album, an asset, a person or a tag, a name does too, as long as
 * only one thing can be meant. It happens before a tool runs, so that no tool can forget it.
 */
import type * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { knownNames } from './known-names.ts';
import { meant, type Named, resembling } from './named.ts';
import { assetsNamed } from './named-assets.ts';
import { entryShape, type Nameable, namedBy, uuid } from './reference.ts';

/** Names in one call: each may cost a search. */
const mostNames = 100;
const mostShown = 10;
const shownName = 30;

const plural: Readonly<Record<Nameable, string>> = { album: 'albums', asset: 'assets', person: 'people', tag: 'tags' };

/** The arguments with ids in place of names; fails where a name is unknown or several things have it. */
export async function resolveNames<Input extends object>(
  input: Input,
  shape: z.ZodRawShape,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<Input>> {
  const resolved: Record<string, unknown> = {};
  for (const [argument, given] of Object.entries(input)) {
    const entry = entryShape(shape[argument]);
    if (entry !== undefined) {
      const entries = await resolveEntries(given, entry, library, call);
      if (!entries.ok) return entries;
      resolved[argument] = entries.value;
      continue;
    }
    const kind = namedBy(shape[argument]);
    const texts = textsOf(given);
    if (kind === undefined || texts.every((text) => uuid.test(text))) continue;
    const ids = await idsOf(argument, kind, texts, library, call);
    if (!ids.ok) return ids;
    resolved[argument] = Array.isArray(given) ? [...new Set(ids.value)] : ids.value[0];
  }
  return success({ ...input, ...resolved });
}

/** A list of objects, one after the other: they come from one hand, and a name that fails ends it. */
async function resolveEntries(
  given: unknown,
  shape: z.ZodRawShape,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<unknown>> {
  if (!Array.isArray(given)) return success(given);
  const entries: unknown[] = [];
  for (const entry of given) {
    const resolved = await resolveNames(Object(entry), shape, library, call);
    if (!resolved.ok) return resolved;
    entries.push(resolved.value);
  }
  return success(entries);
}

function textsOf(given: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(given) ? given : [given];
  return all.filter((text) => typeof text === 'string');
}

/** One id for each of `texts`, in their order. */
async function idsOf(
  argument: string,
  kind: Nameable,
  texts: readonly string[],
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<string[]>> {
  const names = texts.filter((text) => !uuid.test(text));
  if (names.length > mostNames) {
    return failed('invalid_input', `${argument}: ${names.length} names are too many.`, 'Give ids: they cost nothing.');
  }
  const known = await everyOrFound(kind, names, library, call);
  if (!known.ok) return known;
  const ids: string[] = [];
  for (const text of texts) {
    const id: Result<string> = uuid.test(text)
      ? success(text)
      : onlyOne(argument, kind, text, known.value.get(text) ?? []);
    if (!id.ok) return id;
    ids.push(id.value);
  }
  return success(ids);
}

/** For each name the things to choose from. */
async function everyOrFound(
  kind: Nameable,
  names: readonly string[],
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<ReadonlyMap<string, readonly Named[]>>> {
  if (kind !== 'asset') {
    const all = await knownNames[kind](library, call);
    return all.ok ? success(new Map(names.map((name) => [name, all.value]))) : all;
  }
  const found = await inParallel(names, (name) => assetsNamed(library, name, call));
  return found.ok ? success(new Map(names.map((name, index) => [name, found.value[index] ?? []]))) : found;
}

function onlyOne(argument: string, kind: Nameable, name: string, all: readonly Named[]): Result<string> {
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
    `${argument}: ${found.length} ${plural[kind]} are called ${quoted}: ${listed(found, show)}.`,
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
