/** Brings back tags: names, colours, and deleted ones as new tags on the same assets. */
import { deleteTag, type TagResponseDto, updateTag, upsertTags } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf, textOrNull } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { sendEach } from '../../restoring/facet.ts';
import { isGone, isKept, isMade } from '../../restoring/turns.ts';
import { taggedAssets } from '../changes/tag-assets.ts';
import { readTagContents } from '../changes/tag-contents.ts';
import type { ImmichLibrary } from '../connection.ts';
import { listTags, subtreeOf } from '../listing/tags.ts';
import type { ImmichFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';
import { putMissing } from './memberships.ts';

export const tags: ImmichFacet = {
  fits: ({ kind }) => kind === 'tag',
  look: async (items, library, call) => {
    if (items.length === 0) return success([]);
    const known = await listTags(library, call);
    if (!known.ok) return known;
    const states: StateNow[] = [];
    for (const item of items) {
      const state = await tagNow(item, known.value, library, call);
      if (!state.ok) return state;
      states.push(state.value);
    }
    return success(states);
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const remade = new Map<string, string>();
    const send = (item: ChangeItem) => sendTag(item, items, remade, library, call);
    const [gone, made, kept] = [items.filter(isGone), items.filter(isMade), items.filter(isKept)];
    // Whatever is in the way of a name goes first; what is made again comes below parents that have their names again.
    await sendEach(inTreeOrder(gone), send, errors);
    await sendNames(inTreeOrder(kept), library, call, errors);
    await sendEach(inTreeOrder(made), send, errors);
    return { errors, remade };
  },
};

/**
 * Sets names and colours, again and again while that helps: a name may be free only after another tag has given it up. Tags
 * that wait for each other's names in a circle are opened by a name for the meantime.
 */
async function sendNames(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
  errors: Map<ChangeItem, string>,
): Promise<void> {
  const send = async (item: ChangeItem) => {
    const named = await setTag(item.id, item.after ?? {}, library, call);
    return named.ok ? putMissing(taggedAssets, item.id, item, library, call) : named;
  };
  let waiting = items;
  while (waiting.length > 0) {
    const refused = new Map<ChangeItem, string>();
    await sendEach(waiting, send, refused);
    const stuck = refused.size === waiting.length;
    waiting = waiting.filter((item) => refused.has(item));
    const [first] = waiting;
    if (stuck && (first === undefined || waiting.length === 1 || !(await stepAside(first, library, call)))) {
      for (const [item, error] of refused) errors.set(item, error);
      return;
    }
  }
}

/** Gives the tag a name that nobody else wants; false where that does not work, or was done before. */
async function stepAside({ id, after }: ChangeItem, library: ImmichLibrary, call: CallContext): Promise<boolean> {
  const known = await listTags(library, call);
  const name = `${textOf(after?.value).split('/').at(-1)} ${id.slice(0, 8)}`;
  const isAside = known.ok && known.value.some((tag) => tag.id === id && tag.name === name);
  if (!known.ok || isAside) return false;
  return (await library.request((sdk) => updateTag({ id, tagUpdateDto: { name } }, sdk), call)).ok;
}

/** Parents before what is below them; what is to be deleted the other way round. */
function inTreeOrder(items: readonly ChangeItem[]): readonly ChangeItem[] {
  const depth = ({ before, after }: ChangeItem) => textOf((after ?? before)?.value).split('/').length;
  return [...items].sort((a, b) => (a.after === null ? depth(b) - depth(a) : depth(a) - depth(b)));
}

async function tagNow(
  { id, before, after }: ChangeItem,
  known: readonly TagResponseDto[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<StateNow>> {
  const tag = known.find((one) => one.id === id);
  if (tag === undefined) return success(null);
  const state = { value: tag.value, color: tag.color ?? null, parentId: tag.parentId ?? null };
  if (before?.assetIds === undefined && after?.assetIds === undefined) return success(state);
  const [, ...below] = subtreeOf(tag, known);
  const contents = await readTagContents(library, [tag, ...below], call);
  return contents.ok ? success({ ...state, assetIds: contents.value.idsOf.get(id) ?? [] }) : contents;
}

async function sendTag(
  item: ChangeItem,
  all: readonly ChangeItem[],
  remade: Map<string, string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const { id } = item;
  const after = item.after ?? null;
  if (after === null) return deleteAlone(id, all, library, call);
  return makeAgain(item, remade, library, call);
}

/** Deleting takes all tags below along: those that are none of this undo's business must not go. */
async function deleteAlone(
  id: string,
  all: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const known = await listTags(library, call);
  if (!known.ok) return known;
  const tag = known.value.find((one) => one.id === id);
  if (tag === undefined) return success(undefined);
  const [, ...below] = subtreeOf(tag, known.value);
  const other = below.find((one) => !all.some((item) => item.id === one.id && item.after === null));
  if (other !== undefined) return failed('conflict', 'has other tags below it by now');
  return library.request((sdk) => deleteTag({ id }, sdk), call);
}

async function makeAgain(
  item: ChangeItem,
  remade: Map<string, string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const value = textOf(item.after?.value);
  const known = await listTags(library, call);
  if (!known.ok) return known;
  const isTaken = known.value.some((tag) => tag.value === value);
  const send = async () => {
    const made = await library.request((sdk) => upsertTags({ tagUpsertDto: { tags: [value] } }, sdk), call);
    if (!made.ok) return made;
    const tag = made.value.find((one) => one.value === value);
    return tag === undefined ? failed('conflict', 'the library made no such tag') : success(tag);
  };
  const id = await makeOnce(item, send, remade, library);
  if (!id.ok) return id;
  const color = textOrNull(item.after?.color);
  const colored =
    color === null || isTaken
      ? success(undefined)
      : await library.request((sdk) => updateTag({ id: id.value, tagUpdateDto: { color } }, sdk), call);
  const put = colored.ok ? await putMissing(taggedAssets, id.value, item, library, call) : colored;
  return put.ok && isTaken ? failed('conflict', joined) : put;
}

const joined = 'was made by somebody meanwhile: it is on these assets too, and is else as they left it';

/** A renamed parent has carried this tag's path along already: only its own last level is set. */
async function setTag(
  id: string,
  { value, color }: JsonObject,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const known = await listTags(library, call);
  if (!known.ok) return known;
  const now = known.value.find((one) => one.id === id);
  const name = textOf(value).split('/').at(-1) ?? '';
  const tagUpdateDto = {
    ...(name === '' || now?.value === value ? {} : { name }),
    ...(color === undefined || (now?.color ?? null) === color ? {} : { color: textOrNull(color) }),
  };
  if (Object.keys(tagUpdateDto).length === 0) return success(undefined);
  return library.request((sdk) => updateTag({ id, tagUpdateDto }, sdk), call);
}
