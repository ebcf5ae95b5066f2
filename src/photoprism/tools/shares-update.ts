/** The tool that alters a link. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { differences } from '../../catalog/states.ts';
import { expiryToSet, withoutPassword } from '../../changing/shared-link.ts';
import { endOf, linkState } from '../changes/link-states.ts';
import { requireLink } from '../changes/require-link.ts';
import { isAsWanted, linkForm, type WantedLink } from '../changes/send-link.ts';
import { updateOne } from '../changes/update-one.ts';
import { type LinkRow, linkRow } from '../link-row.ts';
import { linkView, publicAddress } from '../present/link.ts';
import { albumId } from './arguments.ts';
import { defineChange } from './define.ts';
import { linkId, linkSettings } from './share-arguments.ts';

export const sharesUpdate = defineChange({
  name: 'photoprism_shares_update',
  title: 'Update a PhotoPrism link',
  description: 'Sets what is given of a link and leaves the rest, at once.',
  toolset: 'photoprism_shares',
  effect: 'change',
  permission: 'share',
  scopes: ['albums', 'shares'],
  secrets: ['password'],
  input: z.strictObject({
    album_id: albumId,
    link_id: linkId,
    expires_at: z.string().nullable().optional().describe('Date or time; null for never'),
    ...linkSettings,
  }),
  output: z.looseObject({ id: z.string(), url: z.string() }),
  async plan({ album_id, link_id, ...asked }, library, call) {
    if (Object.values(asked).every((value) => value === undefined)) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give at least one setting of the link.');
    }
    const link = await requireLink(link_id, album_id, library, call);
    if (!link.ok) return link;
    const wanted = wantedOf(asked, link.value);
    if (!wanted.ok) return wanted;
    const after = stateAfter(wanted.value, link.value, album_id);
    const state = linkState(link.value, album_id);
    const before = Object.fromEntries(['albumId', ...Object.keys(after)].map((field) => [field, state[field]]));
    const replaces = asked.password !== undefined && link.value.VerifyPassword;
    return success({
      preview: {
        ...linkView(link.value, album_id, await publicAddress(library, call)),
        changes: { ...after, albumId: undefined, ...(replaces ? { password: 'another one' } : {}) },
      },
      items: [{ kind: 'photoprism_link', id: link_id, before, after }],
      ...(asked.password === undefined ? {} : { caution: 'a password that is set cannot be taken off or come back' }),
      work: { album_id, link_id, wanted: wanted.value },
    });
  },
  async apply({ album_id, link_id: id, wanted }, library, call) {
    const path = ['albums', album_id, 'links', id];
    const updated = await updateOne(library, {
      what: 'link',
      look: 'photoprism_shares_list',
      send: async () => {
        const body = linkForm(wanted);
        const sent = await library.request({ method: 'PUT', path, body, answer: linkRow }, call);
        return withoutPassword(sent, wanted.password);
      },
      read: (looking) => requireLink(id, album_id, library, looking),
      isSo: (now) => isAsWanted(now, wanted),
    });
    if (!updated.ok) return updated;
    const address = await publicAddress(library, call);
    return success({ items: [{ id, ok: true }], data: linkView(updated.value, album_id, address) });
  },
});

interface Asked {
  readonly expires_at?: string | null | undefined;
  readonly max_views?: number | undefined;
  readonly password?: string | undefined;
  readonly slug?: string | undefined;
}

/** The whole of the link: what is not asked for as it is now, its end at the same moment. */
function wantedOf({ expires_at, max_views, password, slug }: Asked, link: LinkRow): Result<WantedLink> {
  const expiry = expiryToSet(expires_at);
  if (!expiry.ok) return expiry;
  const expiresAt = expiry.value === undefined ? endOf(link) : expiry.value;
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
    return failed('conflict', `This link ended at ${expiresAt}.`, 'Give expires_at too, or null for never.');
  }
  return success({ slug: slug ?? link.Slug, maxViews: max_views ?? link.MaxViews, expiresAt, password });
}

/** What becomes other than it is, and the album, without which the link cannot be found. */
function stateAfter(wanted: WantedLink, link: LinkRow, albumId: string): JsonObject {
  const state = linkState(link, albumId);
  const after: JsonObject = {
    Slug: wanted.slug,
    MaxViews: wanted.maxViews,
    expiresAt: wanted.expiresAt,
    ...(wanted.password === undefined ? {} : { hasPassword: true }),
  };
  return { albumId, ...Object.fromEntries(differences(after, state).map((field) => [field, after[field]])) };
}
