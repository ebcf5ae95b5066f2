/** What would be done and what was done, in words, from what the server says of it. */
import type { ChangeTold, ToldItem, UndoPreview } from '../../catalog/pages/duplicates.ts';
import type { ToolAnswer } from '../host/tool-answer.ts';
import { counted } from '../parts/counted.ts';
import { type Changed, type Previewed, refusalOf, type UndoPreviewed } from './change-steps.ts';
import { sizeInWords } from './words.ts';

/** `caution`: to think about. `refusal`: what will not be, or was not done. */
export interface Line {
  readonly tone: 'plain' | 'caution' | 'refusal';
  readonly text: string;
}

/** The name of a group, or of one of its files, for a person; undefined where it is not known. */
export type NameOf = (id: string) => string | undefined;

const plain = (text: string): Line => ({ tone: 'plain', text });
const caution = (text: string): Line => ({ tone: 'caution', text });
const refusal = (text: string): Line => ({ tone: 'refusal', text });

/** What all batches together would do. */
export function tellPreviews(previews: readonly Previewed[], nameOf: NameOf): Line[] {
  const allowed = previews.filter((one) => refusalOf(one) === undefined);
  const told = allowed.flatMap(({ answer }) => (answer.ok ? [answer.data] : []));
  const sum = adder(told);
  const dismissed = sum('would_dismiss_count');
  return [
    ...tellResolving(sum('groups'), {
      kept: sum('kept'),
      trashed: sum('trashed'),
      stacked: sum('stacked'),
      bytes: sum('bytes_freed'),
      permanent: told.some(({ permanent }) => permanent === true),
    }),
    ...(dismissed === 0 ? [] : [plain(`${counted(dismissed, 'group')} marked as no duplicates: all files stay.`)]),
    ...unique(told.map(({ passes_on }) => passes_on)).map(plain),
    ...unique(told.flatMap(({ trashed, note }) => (trashed === undefined || trashed === 0 ? [] : [note]))).map(plain),
    ...tellDear(sum),
    ...tellItems(
      'left alone',
      told.flatMap(({ skipped = [] }) => skipped),
      sum('skipped_count'),
      nameOf,
    ),
    ...tellItems(
      'not there any more',
      told.flatMap(({ missing = [] }) => missing.map((id) => ({ id }))),
      sum('missing_count'),
      nameOf,
    ),
    ...tellRefusals(previews),
  ];
}

interface Resolving {
  readonly kept: number;
  readonly trashed: number;
  readonly stacked: number;
  readonly bytes: number;
  readonly permanent: boolean;
}

function tellResolving(groups: number, { kept, trashed, stacked, bytes, permanent }: Resolving): Line[] {
  if (groups === 0) return [];
  const parts = [
    ...(kept === 0 ? [] : [`${counted(kept, 'file')} kept`]),
    ...(trashed === 0 ? [] : [`${counted(trashed, 'file')} ${permanent ? 'deleted for good' : 'to the trash'}`]),
    ...(stacked === 0 ? [] : [`${counted(stacked, 'file')} stacked`]),
  ];
  const saved = bytes === 0 ? '' : `, which frees ${sizeInWords(bytes)}`;
  const line = `${counted(groups, 'group')}: ${parts.join(', ')}${saved}.`;
  return [permanent ? caution(line) : plain(line)];
}

function tellDear(sum: Sum<DearCounts>): Line[] {
  const lost = sum('lost_albums_or_favorite');
  const doubtful = sum('groups_with_caution');
  const going = [
    [sum('trashed_favorites'), 'favourite', 'favourites'],
    [sum('trashed_in_albums'), 'file in albums', 'files in albums'],
    [sum('trashed_live_photos'), 'Live Photo with its clip', 'Live Photos with their clips'],
  ] as const;
  const named = going.flatMap(([number, one, many]) => (number === 0 ? [] : [counted(number, one, many)]));
  return [
    ...(named.length === 0 ? [] : [caution(`To the trash go ${named.join(', ')}.`)]),
    ...(lost === 0
      ? []
      : [
          caution(
            `Of ${counted(lost, 'favourite or album member', 'favourites and album members')} nothing passes on.`,
          ),
        ]),
    ...(doubtful === 0 ? [] : [caution(`In ${counted(doubtful, 'group')} something speaks against what is kept.`)]),
  ];
}

type DearCounts = {
  readonly trashed_favorites?: number;
  readonly trashed_in_albums?: number;
  readonly trashed_live_photos?: number;
  readonly lost_albums_or_favorite?: number;
  readonly groups_with_caution?: number;
};

function tellRefusals(previews: readonly Previewed[]): Line[] {
  const refused = previews.filter((one) => refusalOf(one) !== undefined);
  const groups = refused.reduce((sum, { batch }) => sum + batch.ids.length, 0);
  const which = refused.length === previews.length ? '' : `Not possible for ${counted(groups, 'group')}: `;
  return unique(refused.map(refusalOf)).map((why) => refusal(`${which}${why}`));
}

/** What all batches together did; `untried` were not begun. */
export function tellChanges(changes: readonly Changed[], untried: number, nameOf: NameOf): Line[] {
  const told = changes.flatMap(({ answer }) => (answer.ok ? [answer.data] : []));
  const sum = adder(told);
  const [trashed, stacked, bytes] = [sum('trashed'), sum('stacked'), sum('bytes_freed')];
  const whereTo = told.some(({ permanent }) => permanent === true) ? 'deleted for good' : 'in the trash';
  const parts = [
    `${counted(sum('resolved') + sum('dismissed_count'), 'group')} done`,
    ...(trashed === 0 ? [] : [`${counted(trashed, 'file')} ${whereTo}, ${sizeInWords(bytes)} freed`]),
    ...(stacked === 0 ? [] : [`${counted(stacked, 'file')} stacked`]),
  ];
  return [
    plain(`${parts.join(', ')}.`),
    ...tellItems(
      'not done',
      told.flatMap(({ failed = [] }) => failed),
      sum('failed_count'),
      nameOf,
    ),
    ...tellItems(
      'left alone',
      told.flatMap(({ skipped = [] }) => skipped),
      sum('skipped_count'),
      nameOf,
    ),
    ...unique([...told.map(({ stopped }) => stopped), ...failuresOf(changes)]).map(refusal),
    ...tellNumber(
      told.reduce((all, { unclear }) => all + amount(unclear), 0),
      'of which it is unclear whether they were done',
    ),
    ...tellNumber(sum('not_tried') + untried, 'not tried'),
  ];
}

function failuresOf(changes: readonly Changed[]): string[] {
  return changes.flatMap(({ answer }) => (answer.ok ? [] : [answer.message]));
}

function tellNumber(groups: number, what: string): Line[] {
  return groups === 0 ? [] : [refusal(`${counted(groups, 'group')} ${what}.`)];
}

function amount(unclear: ChangeTold['unclear'] = 0): number {
  return typeof unclear === 'number' ? unclear : unclear.length;
}

/** What taking changes back would do. */
export function tellUndoPreviews(previews: readonly UndoPreviewed[]): Line[] {
  const told = previews.flatMap(({ answer }) => (answer.ok ? [answer.data] : []));
  const sum = adder(told);
  const left = (list: keyof UndoPreview, total: keyof UndoPreview) =>
    told.reduce((all, one) => all + lengthOf(one[list], one[total]), 0);
  const changed = left('changed_since', 'changed_since_count');
  const lost = left('cannot_come_back', 'cannot_come_back_count');
  return [
    ...(told.length === 0
      ? []
      : [plain(`${counted(sum('affected_count'), 'thing')} would be as before: files, groups, albums.`)]),
    ...(changed === 0 ? [] : [caution(`${counted(changed, 'thing')} changed since and would stay as they are.`)]),
    ...(lost === 0 ? [] : [refusal(`${counted(lost, 'thing')} cannot come back.`)]),
    ...unique(told.flatMap(({ notes = [] }) => notes)).map(caution),
    ...unique(previews.map(({ answer }) => (answer.ok ? answer.data.would_be_refused : answer.message))).map(refusal),
  ];
}

function lengthOf(list: unknown, total: unknown): number {
  return typeof total === 'number' ? total : Array.isArray(list) ? list.length : 0;
}

/** What was taken back. */
export function tellUndone(answers: readonly ToolAnswer<ChangeTold>[]): Line[] {
  const told = answers.flatMap((answer) => (answer.ok ? [answer.data] : []));
  const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.message]));
  const failed = told.flatMap((one) => [
    ...(one.failed ?? []),
    ...(typeof one.unclear === 'object' ? one.unclear : []),
  ]);
  return [
    ...(told.length === 0 ? [] : [plain(`${counted(adder(told)('restored'), 'thing')} brought back.`)]),
    ...tellItems('not brought back', failed, 0, () => undefined),
    ...unique([...told.map(({ stopped }) => stopped), ...failures]).map(refusal),
  ];
}

/** Items that are named, and how many there are in all where that is told. */
const named = 8;

function tellItems(what: string, items: readonly ToldItem[], total: number, nameOf: NameOf): Line[] {
  const all = Math.max(total, items.length);
  if (all === 0) return [];
  const lines = items.slice(0, named).map(({ id, error }) => {
    const reason = error === undefined ? '' : `: ${error}`;
    return refusal(`${nameOf(id) ?? id} ${what}${reason}`);
  });
  return all > lines.length ? [...lines, refusal(`${counted(all - lines.length, 'more', 'more')} ${what}`)] : lines;
}

type Sum<Told> = (field: keyof Told) => number;

/** Adds up a number that some of the answers have. */
function adder<Told extends object>(told: readonly Told[]): Sum<Told> {
  return (field) =>
    told.reduce((all, one) => {
      const value = one[field];
      return all + (typeof value === 'number' ? value : 0);
    }, 0);
}

function unique(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}
