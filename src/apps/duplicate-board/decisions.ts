/** What a person decides about a group, and whether it can be done. Pure: nothing here knows of a document or a server. */
import type { BoardAsset, BoardGroup } from '../../catalog/pages/duplicates.ts';
import { counted } from '../parts/counted.ts';

/** What becomes of one copy. */
export type Choice = 'keep' | 'trash' | 'stack';

/** By the id of each asset; one that is missing is not decided about. */
export type Choices = Readonly<Record<string, Choice>>;

/**
 * `suggested`: as the server suggests, agreed to by the person, who may have agreed to many groups at once. `skipped`: left
 * for another time. A group without a decision is undecided.
 */
export type Decision =
  | { readonly kind: 'suggested' }
  | { readonly kind: 'chosen'; readonly choices: Choices }
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'skipped' };

/** How a group stands: `ready` can be applied, `broken` cannot. */
export type Standing = 'undecided' | 'ready' | 'broken' | 'skipped';

/** The choices that the server suggests; none where a person should look first. */
function suggestedChoices({ assets, suggestion }: BoardGroup): Choices {
  const { keep, safe, needs_review, suggest } = suggestion;
  if (needs_review === true || suggest !== undefined) return {};
  const going = new Set(safe);
  return Object.fromEntries(
    assets.flatMap(({ id }): [string, Choice][] => {
      if (id === keep) return [[id, 'keep']];
      return going.has(id) ? [[id, 'trash']] : [];
    }),
  );
}

/** What the page shows as chosen: what was decided or, before that, what is suggested. */
export function choicesOf(group: BoardGroup, decision: Decision | undefined): Choices {
  switch (decision?.kind) {
    case 'chosen':
      return decision.choices;
    case 'dismissed':
      return all(group, 'keep');
    case 'skipped':
      return {};
    default:
      return suggestedChoices(group);
  }
}

/** The same decision with one copy chosen anew; the others stay as they are shown. */
export function choose(group: BoardGroup, decision: Decision | undefined, id: string, choice: Choice): Decision {
  return { kind: 'chosen', choices: { ...choicesOf(group, decision), [id]: choice } };
}

/** Keeps one copy and trashes the others, but for those that cannot go. */
export function keepOnly(group: BoardGroup, id: string): Decision {
  const choices = group.assets.map((asset): [string, Choice] => [asset.id, choiceBeside(asset, id)]);
  return { kind: 'chosen', choices: Object.fromEntries(choices) };
}

function choiceBeside({ id, stays }: BoardAsset, keeper: string): Choice {
  return id === keeper || stays !== undefined ? 'keep' : 'trash';
}

/** All under one cover: the suggested copy. */
export function stackAll(group: BoardGroup): Decision {
  return { kind: 'chosen', choices: all(group, 'stack') };
}

/** What the server suggests, also where it is no more than a proposal: to stack, to keep all, to keep the best. */
export function followSuggestion(group: BoardGroup): Decision {
  const { suggest, keep } = group.suggestion;
  if (suggest === 'stack') return stackAll(group);
  if (suggest === 'keep_all') return { kind: 'dismissed' };
  return Object.keys(suggestedChoices(group)).length === 0 ? keepOnly(group, keep) : { kind: 'suggested' };
}

/** Whether the decision is the suggestion, however it came about. */
export function isAsSuggested(group: BoardGroup, decision: Decision | undefined): boolean {
  if (decision === undefined || decision.kind === 'skipped') return false;
  const suggestion = followSuggestion(group);
  const isKept = suggestion.kind === 'dismissed' ? decision.kind === 'dismissed' : decision.kind !== 'dismissed';
  const [wanted, chosen] = [choicesOf(group, suggestion), choicesOf(group, decision)];
  return isKept && group.assets.every(({ id }) => wanted[id] === chosen[id]);
}

function all({ assets }: BoardGroup, choice: Choice): Choices {
  return Object.fromEntries(assets.map(({ id }) => [id, choice]));
}

/** Why this cannot be applied, in words; undefined where it can, or where nothing is decided. */
export function problemWith(group: BoardGroup, decision: Decision | undefined): string | undefined {
  if (decision === undefined || decision.kind === 'skipped') return undefined;
  if (group.more_assets !== undefined)
    return `It has ${counted(group.more_assets, 'more copy', 'more copies')} than fit here: use the chat.`;
  if (decision.kind === 'dismissed') return undefined;
  const choices = choicesOf(group, decision);
  const open = group.assets.filter(({ id }) => choices[id] === undefined).length;
  if (open > 0) return open === 1 ? 'One copy is not decided.' : `${open} copies are not decided.`;
  return problemWithLists(group.assets, choices);
}

function problemWithLists(assets: readonly BoardAsset[], choices: Choices): string | undefined {
  const left = assets.filter(({ id }) => choices[id] !== 'trash');
  const trashed = assets.filter(({ id }) => choices[id] === 'trash');
  if (left.length === 0) return 'Nothing would be kept.';
  if (assets.filter(({ id }) => choices[id] === 'stack').length === 1) return 'A stack needs two copies.';
  const staying = trashed.find(({ stays }) => stays !== undefined);
  if (staying !== undefined) return `${staying.file} cannot go: it ${staying.stays}.`;
  const isLost = trashed.length > 0 && left.every(({ offline }) => offline === true);
  return isLost ? 'The files of all that is kept are missing.' : undefined;
}

/** How a group stands with this decision. */
export function standingOf(group: BoardGroup, decision: Decision | undefined): Standing {
  if (decision === undefined) return 'undecided';
  if (decision.kind === 'skipped') return 'skipped';
  return problemWith(group, decision) === undefined ? 'ready' : 'broken';
}

/** What is sent for a group that is ready: a resolution, or that these are no duplicates. */
export type Order =
  | { readonly kind: 'dismiss'; readonly id: string }
  | {
      readonly kind: 'resolve';
      readonly id: string;
      readonly keep: readonly string[];
      readonly trash: readonly string[];
      readonly stack: readonly string[];
    };

/** Undefined for what is not ready. To keep all copies is to say that they are no duplicates. */
export function orderOf(group: BoardGroup, decision: Decision | undefined): Order | undefined {
  if (standingOf(group, decision) !== 'ready') return undefined;
  const choices = choicesOf(group, decision);
  const chosen = (wanted: Choice) => group.assets.map(({ id }) => id).filter((id) => choices[id] === wanted);
  const [keep, trash] = [chosen('keep'), chosen('trash')];
  if (keep.length === group.assets.length) return { kind: 'dismiss', id: group.id };
  return { kind: 'resolve', id: group.id, keep, trash, stack: coverFirst(chosen('stack'), group.suggestion.keep) };
}

/** The first of a stack is its cover. */
function coverFirst(ids: readonly string[], cover: string): readonly string[] {
  return ids.includes(cover) ? [cover, ...ids.filter((id) => id !== cover)] : ids;
}
