/** Brings the things of an Immich library back to how they were. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { Restorer } from '../../catalog/restorer.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { facetRestorer } from '../../restoring/facet-restorer.ts';
import { coversGone } from '../changes/covers.ts';
import type { ImmichLibrary } from '../connection.ts';
import { activities } from './activities.ts';
import { albumMembers } from './album-members.ts';
import { albums } from './albums.ts';
import { assetSettings } from './asset-settings.ts';
import { duplicateGroups } from './duplicate-groups.ts';
import type { ImmichFacet } from './facet.ts';
import { findMade } from './find-made.ts';
import { coversAtStake, goingAlong } from './going-along.ts';
import { people } from './people.ts';
import { sharedLinks } from './shared-links.ts';
import { stacks } from './stacks.ts';
import { tagMembers } from './tag-members.ts';
import { tags } from './tags.ts';

/** In the order in which things of one step are brought back: what holds others comes before what it holds. */
const facets: readonly ImmichFacet[] = [
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

/** What others are in, or hang on. */
const holders: ReadonlySet<ChangeItem['kind']> = new Set(['album', 'tag', 'person']);

/** What has a name or a place that something else may need again; nobody likes the same twice. */
const claiming: ReadonlySet<ChangeItem['kind']> = new Set(['tag', 'shared_link', 'stack', 'activity']);

/**
 * What must come first: assets out of the trash; then deleted albums, tags and people, and what stands in the way of
 * others; then the rest, albums that exist after what comes into them, as their cover may; deletions last.
 */
function stepOf({ kind, before, after }: ChangeItem): number {
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
  const restorer = facetRestorer({ facets, stepOf }, library);
  return {
    ...restorer,
    restore: async (items, call) => {
      const covers = await coversAtStake(items, library, call);
      const told = await restorer.restore(items, call);
      return [...told, ...(await coversGone(covers, library, lookAgain()))];
    },
    refusals: (items, call) => library.protection.refusals(items, call),
    object: (change, call) => library.protection.object(change, call),
    goingAlong: (items, call) => goingAlong(items, library, call),
    findMade: (begun, call) => findMade(begun, library, call),
  };
}
