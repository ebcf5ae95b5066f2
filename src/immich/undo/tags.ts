/** Brings back tags: names, colours, and deleted ones as new tags on the same assets. */
import { deleteTag, type TagResponseDto, updateTag, upsertTags } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { addTag } from '../changes/tag-assets.ts';
import { readTagContents } from '../changes/tag-contents.ts';
import type { ImmichLibrary } from '../connection.ts';
import { listTags, subtreeOf } from '../listing/tags.ts';
import { type Facet, sendEach } from './facet.ts';
import { textOf, textOrNull, textsOf } from './state-values.ts';

export const tags: Facet = {
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
    await sendEach(inTreeOrder(items), (item) => sendTag(item, items, remade, library, call), errors);
    return { errors, remade };
  },
};

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
  const { id, before } = item;
  const after = item.after ?? null;
  if (after === null) return deleteAlone(id, all, library, call);
  if (before !== null) return setTag(id, after, library, call);
  const made = await makeAgain(after, library, call);
  if (made.ok) remade.set(id, made.value);
  return made;
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

async function makeAgain(state: JsonObject, library: ImmichLibrary, call: CallContext): Promise<Result<string>> {
  const value = textOf(state.value);
  const made = await library.request((sdk) => upsertTags({ tagUpsertDto: { tags: [value] } }, sdk), call);
  if (!made.ok) return made;
  const tag = made.value.find((one) => one.value === value);
  if (tag === undefined) return failed('conflict', 'the library made no such tag');
  const color = textOrNull(state.color);
  const colored =
    color === null
      ? success(undefined)
      : await library.request((sdk) => updateTag({ id: tag.id, tagUpdateDto: { color } }, sdk), call);
  if (!colored.ok) return colored;
  const assetIds = textsOf(state.assetIds);
  if (assetIds.length > 0) await addTag(library, tag.id, assetIds, call);
  return success(tag.id);
}

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
