/** Brings the things of an Immich library back to how they were. */
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import type { Restorer, StateNow } from '../../catalog/restorer.ts';
import { type Result, success } from '../../catalog/result.ts';
import { sameState, withNewIds } from '../../catalog/states.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { activities } from './activities.ts';
import { albumMembers } from './album-members.ts';
import { albums } from './albums.ts';
import { assetSettings } from './asset-settings.ts';
import { duplicateGroups } from './duplicate-groups.ts';
import type { Facet, Unseen } from './facet.ts';
import { findMade } from './find-made.ts';
import { goingAlong } from './going-along.ts';
import { people } from './people.ts';
import { sharedLinks } from './shared-links.ts';
import { stacks } from './stacks.ts';
import { tagMembers } from './tag-members.ts';
import { tags } from './tags.ts';

/** In the order in which things of one step are brought back: what holds others comes before what it holds. */
const facets: readonly Facet[] = [
  people,
  tags,
  albums,
  tagMembers,
  albumMembers,
  assetSettings,
  duplicateGroups,
  stacks,
  sharedLinks,
  activities,
];

const unknownKind = 'is of a kind that cannot be brought back';

/** Milliseconds for the look afterwards; it goes on after a call was cancelled, because the outcome must be told. */
const patience = 60_000;

/** What others are in, or hang on. */
const holders: ReadonlySet<ChangeItem['kind']> = new Set(['album', 'tag', 'person']);

/** What has a name or a place that something else may need again. */
const claiming: ReadonlySet<ChangeItem['kind']> = new Set(['tag', 'shared_link', 'stack']);

/**
 * What must come first: assets out of the trash; then deleted albums, tags and people, and what stands in the way of
 * others; then the rest, albums that exist after what comes into them, as their cover may; deletions last.
 */
const steps = [0, 1, 2, 3, 4] as const;

function stepOf({ kind, before, after }: ChangeItem): (typeof steps)[number] {
  if (kind === 'tag') return 1;
  if (after === null && claiming.has(kind)) return 1;
  if (after === null || after?.trashed === true) return 4;
  if (after?.trashed === false) return 0;
  // One that has come back without its contents gets them before what hangs on those.
  if (holders.has(kind) && (before === null || after?.assetIds !== undefined)) return 1;
  return kind === 'album' ? 3 : 2;
}

/** Makes the restorer of one library. */
export function restorerOf(library: ImmichLibrary): Restorer {
  return {
    objection: (item) => {
      const facet = facetOf(item);
      return facet === undefined ? unknownKind : facet.objection?.(item);
    },
    refusals: (items, call) => library.protection.refusals(items, call),
    object: (change, call) => library.protection.object(change, call),
    note: (item) => facetOf(item)?.note?.(item),
    goingAlong: (items, call) => goingAlong(items, library, call),
    look: (items, call) => look(items, library, call, 'assumed'),
    findMade: (begun, call) => findMade(begun, library, call),
    restore: (items, call) => restore(items, library, call),
  };
}

function facetOf(item: ChangeItem): Facet | undefined {
  return facets.find((facet) => facet.fits(item));
}

async function look(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
  unseen: Unseen,
): Promise<Result<readonly StateNow[]>> {
  const states = new Map<ChangeItem, StateNow>();
  for (const facet of facets) {
    const own = items.filter((item) => facetOf(item) === facet);
    const looked = await facet.look(own, library, call, unseen);
    if (!looked.ok) return looked;
    for (const [position, item] of own.entries()) states.set(item, looked.value[position]);
  }
  return success(items.map((item) => states.get(item)));
}

async function restore(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<readonly ItemOutcome[]> {
  const errors = new Map<ChangeItem, string>();
  const remade = new Map<string, string>();
  const pieces = steps.flatMap((step) => facets.map((facet) => ({ step, facet })));
  for (const { step, facet } of pieces) {
    const own = items.filter((item) => stepOf(item) === step && facetOf(item) === facet);
    const renewed = new Map(own.map((item) => [renew(item, remade), item]));
    const sent = await facet.send([...renewed.keys()], library, call);
    for (const [item, error] of sent.errors) errors.set(renewed.get(item) ?? item, error);
    for (const [oldId, newId] of sent.remade) remade.set(oldId, newId);
  }
  return tellRestored(items, remade, errors, library, call);
}

/** What is so at the end, not what the library said on the way. */
async function tellRestored(
  items: readonly ChangeItem[],
  remade: ReadonlyMap<string, string>,
  errors: ReadonlyMap<ChangeItem, string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<readonly ItemOutcome[]> {
  const looking = { ...call, signal: AbortSignal.timeout(patience) };
  const renewed = items.map((item) => renew(item, remade));
  const now = await look(renewed, library, looking, 'open');
  return items.map((item, position): ItemOutcome => {
    const state = now.ok ? now.value[position] : undefined;
    const newId = remade.get(item.id);
    const told = { id: item.id, ...(newId === undefined ? {} : { remadeAs: newId }) };
    const isSo = state !== undefined && sameState(renewed[position]?.after ?? null, state);
    // What the library shows to nobody is as it said itself.
    const isTold = now.ok && state === undefined && !errors.has(item);
    if (isSo || isTold) return { ...told, ok: true };
    if (!now.ok) return { ...told, ok: false, error: errors.get(item) ?? 'not confirmed', unclear: true };
    return { ...told, ok: false, error: errors.get(item) ?? 'is not as it was' };
  });
}

/** The item under the ids that things have by now. */
function renew(item: ChangeItem, remade: ReadonlyMap<string, string>): ChangeItem {
  return {
    kind: item.kind,
    id: remade.get(item.id) ?? item.id,
    before: withNewIds(item.before, remade),
    after: withNewIds(item.after ?? null, remade),
  };
}
