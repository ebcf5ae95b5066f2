/** The tool that ends a shared link. */
import { removeSharedLink, type SharedLinkResponseDto } from '@immich/sdk';
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import type { ImmichLibrary } from '../connection.ts';
import { linkState } from '../shared-links/link-state.ts';
import { assetsOfLink, hasPassword, linkAlone } from '../shared-links/link-view.ts';
import { publicBase } from '../shared-links/public-base.ts';
import { readLink } from '../shared-links/read-links.ts';
import { id } from './arguments.ts';
import { defineChange } from './define.ts';

/** Only an address of its own is the same when the link is made again; one with a password is not made again. */
function consequenceOf(link: SharedLinkResponseDto): string {
  const again = (link.slug ?? '') === '' ? ' and cannot be had again' : '';
  const password = hasPassword(link) ? ' Its password is kept nowhere, so this cannot be taken back.' : '';
  return `Its address stops working for everybody${again}; albums and photos stay.${password}`;
}

export const sharedLinksRemove = defineChange({
  name: 'immich_shared_links_remove',
  title: 'Remove shared link',
  description: 'Ends a shared link for good; what it showed stays. Previews by default.',
  toolset: 'shared_links',
  effect: 'remove',
  permission: 'share',
  scopes: ['sharedLink.read', 'sharedLink.delete'],
  input: z.strictObject({ shared_link_id: id.describe('As listed') }),
  output: z.looseObject({ removed: z.string().optional() }),
  async plan({ shared_link_id }, library, call) {
    const link = await readLink(library, shared_link_id, call);
    if (!link.ok) return link;
    const told = linkAlone(link.value, await publicBase(library, call));
    return success({
      preview: { ...told, ...assetsOfLink(link.value, library.links), note: consequenceOf(link.value) },
      items: [{ kind: 'shared_link', id: shared_link_id, before: linkState(link.value), after: null }],
      ...(hasPassword(link.value) ? { caution: 'its password cannot come back' } : {}),
      work: { id: shared_link_id, told, note: consequenceOf(link.value) },
    });
  },
  async apply({ id, told, note }, library, call) {
    const sent = await library.request((sdk) => removeSharedLink({ id }, sdk), call);
    if (!sent.ok && !isUnclear(sent.failure)) return sent;
    const gone = await isGone(library, id);
    if (sent.ok ? gone === false : gone !== true) return notRemoved(sent, gone, library);
    return success({ items: [{ id, ok: true }], data: { removed: id, ...told, note } });
  },
});

/** Undefined when it cannot be told. */
async function isGone(library: ImmichLibrary, id: string): Promise<boolean | undefined> {
  const now = await readLink(library, id, lookAgain());
  if (now.ok) return false;
  return now.failure.code === 'not_found' ? true : undefined;
}

function notRemoved(sent: Result<unknown>, gone: boolean | undefined, library: ImmichLibrary): Result<never> {
  if (sent.ok) return failed('conflict', `${library.name} took the removal, but the link is still there.`);
  const state = gone === false ? 'The link is still there.' : 'Whether the link was removed is unclear.';
  return failed(sent.failure.code, `${sent.failure.message} ${state}`, 'Look with immich_shared_links_list first.');
}
