/** What every library's protection does alike: find what is protected, and tell when a change takes it away or renames it. */
import type { ChangeItem, ItemKind } from '../catalog/change.ts';
import {
  type NamedProtectedSet,
  type NamedSet,
  notFound,
  nothingLost,
  type ProtectedElsewhere,
  type Protection,
  unreadable,
} from '../catalog/protected-sets.ts';
import { type Result, success } from '../catalog/result.ts';
import { shortText } from '../catalog/short-text.ts';
import type { CallContext } from '../catalog/tool.ts';

/** What of a library a set may be: its kind, and the field with the name by which it is found. */
export type ProtectedThings = Readonly<Record<NamedSet, { readonly kind: ItemKind; readonly name: string }>>;

/** How a change may take a protected thing away. */
export interface Threats {
  /** It is deleted or merged into another. */
  losesItself(item: ChangeItem): boolean;
  /** It gets another name, under which the configuration would not find it. */
  losesName(item: ChangeItem): boolean;
}

/** The threats to these things; other items are no threat. */
export function threatsTo(things: ProtectedThings): Threats {
  const known = Object.values(things);
  const thingOf = (item: ChangeItem) => known.find(({ kind }) => kind === item.kind);
  return {
    losesItself: (item) =>
      thingOf(item) !== undefined && item.before !== null && (item.after === null || item.after === undefined),
    losesName: (item) => {
      const field = thingOf(item)?.name;
      const name = field === undefined ? undefined : item.after?.[field];
      return field !== undefined && name !== undefined && name !== item.before?.[field];
    },
  };
}

/** Where protected sets are looked for. */
export interface SetSearch<Looked> {
  /** Fails where the library does not let them be read. */
  look(): Promise<Result<readonly Looked[]>>;
  /** Whether the library has what a set means. */
  isThere(looked: Looked): boolean;
  /** Whether another connected library has what this one lacks. */
  readonly elsewhere: ProtectedElsewhere | undefined;
}

/** All that was looked for. Fails where a part of it cannot be found or read: then nothing may be deleted. */
export async function findProtected<Looked extends { readonly set: NamedProtectedSet }>(
  { look, isThere, elsewhere }: SetSearch<Looked>,
  call: CallContext,
): Promise<Result<readonly Looked[]>> {
  const looked = await look();
  if (!looked.ok) return unreadable(looked.failure);
  const missing = looked.value.filter((one) => !isThere(one)).map(({ set }) => set);
  const lost = missing.length === 0 ? success(undefined) : await notFound(missing, elsewhere, call);
  return lost.ok ? looked : lost;
}

/** The protection that refuses these items: a change that has one of them is not made. */
export function protectionBy(refusals: Protection['refusals']): Protection {
  return {
    refusals,
    object: async ({ items }, call) => {
      const refused = await refusals(items, call);
      return refused.ok ? nothingLost(refused.value) : refused;
    },
  };
}

/** Why a thing, or what is in it, must stay. */
export function protectedBy(kind: string, name: string): string {
  return `is protected: ${kind} ${shortText(name, 60) || 'without a name'}`;
}

/** Why a thing must keep its name. */
export function protectedByName(kind: string, name: string): string {
  return `${protectedBy(kind, name)}, by this name`;
}
