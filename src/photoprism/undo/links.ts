/** Brings back links that share albums: their settings, and removed ones as new links under another address. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf, textOrNull } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendRemaking } from '../../restoring/facet.ts';
import { endOf, linkStates, linksOf } from '../changes/link-states.ts';
import { linkForm, type WantedLink } from '../changes/send-link.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { type LinkRow, linkRow } from '../link-row.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';

export const links: PhotoPrismFacet = {
  fits: ({ kind }) => kind === 'photoprism_link',
  objection: ({ before, after }) => {
    const had = before?.hasPassword === true;
    // Without its password the link would open what it was to guard.
    if (after === null && had) {
      return 'had a password, which is never kept: unless it comes back with its album, make it anew with photoprism_shares_create';
    }
    const got = before?.hasPassword === false && after?.hasPassword === true;
    return got ? 'has a password now, which PhotoPrism does not take off: delete the link and make another' : undefined;
  },
  note: ({ before, after }) =>
    after === null && before !== null ? 'A PhotoPrism link comes back under a new address.' : undefined,
  look: async (items, library, call, unseen) => {
    const states = await linkStates(
      items.map((item) => ({ id: item.id, albumId: albumIdOf(item), states: [item.after, item.before] })),
      library,
      call,
    );
    if (!states.ok) return states;
    return inParallel([...items.entries()], async ([position, item]): Promise<Result<StateNow>> => {
      const state = states.value[position] ?? null;
      if (state !== null) return success(state);
      const others = await linksOf(albumIdOf(item), library, call);
      if (!others.ok || others.value !== undefined) return others.ok ? success(null) : others;
      // Of an album that was deleted PhotoPrism shows no links, and may bring them back with it.
      return success(unseen === 'open' ? undefined : (item.after ?? null));
    });
  },
  send: (items, library, call) => sendRemaking(items, (item, remade) => sendLink(item, remade, library, call)),
};

async function sendLink(
  item: ChangeItem,
  remade: Map<string, string>,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const { id, after } = item;
  const albumId = albumIdOf(item);
  const path = ['albums', albumId, 'links'];
  const others = await linksOf(albumId, library, call);
  if (!others.ok) return others;
  if (after === null || after === undefined) {
    // It went with its album, and is to come back with it.
    if (others.value === undefined) return success(undefined);
    const gone = await library.request({ method: 'DELETE', path: [...path, id], answer: z.unknown() }, call);
    return !gone.ok && gone.failure.code === 'not_found' ? success(undefined) : gone;
  }
  // One that ended with its album may have come back with it.
  const known = others.value?.find(({ UID }) => UID === id);
  const wanted = wantedLink(after, known);
  if (wanted.expiresAt !== null && Date.parse(wanted.expiresAt) <= Date.now()) {
    return failed('conflict', 'would have ended by now');
  }
  const request = { path, body: linkForm(wanted), answer: linkRow };
  if (known !== undefined) return library.request({ ...request, method: 'PUT', path: [...path, id] }, call);
  const create = async (): Promise<Result<string>> => {
    const made = await library.request({ ...request, method: 'POST' }, call);
    return made.ok ? success(made.value.body.UID) : made;
  };
  return makeOnce(item, create, remade, library);
}

function albumIdOf({ before, after }: ChangeItem): string {
  return textOf(after?.albumId ?? before?.albumId);
}

/** PhotoPrism takes what is left out for zero: what is not to change is sent as it is now. */
function wantedLink({ Slug, MaxViews, expiresAt }: JsonObject, now: LinkRow | undefined): WantedLink {
  return {
    slug: typeof Slug === 'string' ? Slug : (now?.Slug ?? ''),
    maxViews: typeof MaxViews === 'number' ? MaxViews : (now?.MaxViews ?? 0),
    expiresAt: expiresAt === undefined && now !== undefined ? endOf(now) : textOrNull(expiresAt),
    password: undefined,
  };
}
