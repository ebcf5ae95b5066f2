/** The duplicates in short, for whoever reads what the duplicate board shows: totals, and the first groups in a few words. */
import type { JsonObject } from '../../catalog/json.ts';
import { shortFileName } from '../../catalog/short-text.ts';
import { someOf } from '../../changing/tell.ts';
import type { AnalysedGroup } from './analysis.ts';
import type { GroupsRead } from './duplicate-groups.ts';
import type { MemberFacts } from './facts.ts';
import { bytesSaved } from './present-board.ts';
import { summarise } from './present-list.ts';
import { sizeInWords } from './ranking.ts';

/** Groups that are told, and members of each. */
const shownGroups = 6;
const shownMembers = 4;
/** Tokens, roughly, of a file name. */
const nameRoom = 14;

/** A group in the answer, and which of its members are told. */
export interface ReviewedGroup {
  readonly group: AnalysedGroup;
  /** The one to keep first. */
  readonly members: readonly MemberFacts[];
}

/** The groups that would free most. */
export function groupsToReview(groups: readonly AnalysedGroup[]): ReviewedGroup[] {
  const order = [...groups].sort((one, other) => bytesSaved(other) - bytesSaved(one) || (one.id < other.id ? -1 : 1));
  return order.slice(0, shownGroups).map((group) => ({ group, members: group.members.slice(0, shownMembers) }));
}

/** Totals and those groups; `numbers` are those that members have on a contact sheet, by id. */
export function tellReview(
  { groups }: GroupsRead,
  reviewed: readonly ReviewedGroup[],
  numbers: ReadonlyMap<string, number>,
): JsonObject {
  return {
    cache_ready: true,
    total_groups: groups.length,
    total_duplicates: groups.reduce((sum, { members }) => sum + members.length, 0),
    ...summarise(groups),
    groups: reviewed.map(({ group, members }) => {
      const files = members.map((member) => {
        const number = numbers.get(member.id);
        return number === undefined ? nameAndSize(member) : `${number}: ${nameAndSize(member)}`;
      });
      return tellGroup(group, files, group.members.length - members.length);
    }),
    more_groups: someOf(groups.length - reviewed.length),
    next:
      groups.length === 0
        ? 'There are no duplicates.'
        : 'Where the host shows the board, the person decides there. Otherwise show them these, list all with immich_duplicates_list, and resolve what they agree to with immich_duplicates_resolve.',
  };
}

function nameAndSize({ file, bytes }: MemberFacts): string {
  const name = shortFileName(file, nameRoom);
  return bytes === 0 ? name : `${name}, ${sizeInWords(bytes)}`;
}

function tellGroup({ id, analysis }: AnalysedGroup, [keep, ...others]: readonly string[], more: number): JsonObject {
  return {
    duplicate_id: id,
    keep,
    others,
    more_others: someOf(more),
    why: analysis.why,
    needs_review: analysis.needsReview || undefined,
    suggest: analysis.suggest,
    caution: analysis.caution,
  };
}
