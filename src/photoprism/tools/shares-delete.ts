/** The tool that ends a link. */
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { linkState } from '../changes/link-states.ts';
import { readLink, requireLink } from '../changes/require-link.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { linkView, publicAddress } from '../present/link.ts';
import { albumId } from './arguments.ts';
import { defineChange } from './define.ts';
import { linkId } from './share-arguments.ts';

const consequence =
  'Its address stops working for everybody; a link that is made again has another one. The album stays.';
const passwordLost = 'Its password is kept nowhere, so this cannot be taken back.';

export const sharesDelete = defineChange({
  name: 'photoprism_shares_delete',
  title: 'Delete a PhotoPrism link',
  description: 'Ends a link for good; one that is made again has another address. Previews by default.',
  toolset: 'photoprism_shares',
  effect: 'remove',
  permission: 'share',
  scopes: ['albums', 'shares'],
  input: z.strictObject({ album_id: albumId, link_id: linkId }),
  output: z.looseObject({ deleted: z.string().optional() }),
  async plan({ album_id, link_id }, library, call) {
    const link = await requireLink(link_id, album_id, library, call);
    if (!link.ok) return link;
    const told = linkView(link.value, album_id, await publicAddress(library, call));
    return success({
      preview: { ...told, note: link.value.VerifyPassword ? `${consequence} ${passwordLost}` : consequence },
      items: [{ kind: 'photoprism_link', id: link_id, before: linkState(link.value, album_id), after: null }],
      ...(link.value.VerifyPassword ? { caution: 'its password cannot come back' } : {}),
      work: { album_id, link_id },
    });
  },
  async apply({ album_id, link_id: id }, library, call) {
    const path = ['albums', album_id, 'links', id];
    const sent = await library.request({ method: 'DELETE', path, answer: z.unknown() }, call);
    if (!sent.ok && !isUnclear(sent.failure)) return sent;
    const now = await readLink(id, album_id, library, lookAgain());
    const gone = now.ok ? now.value === undefined : undefined;
    if (sent.ok ? gone === false : gone !== true) return notDeleted(sent, gone, library);
    return success({ items: [{ id, ok: true }], data: { deleted: id, album_id, note: consequence } });
  },
});

function notDeleted(sent: Result<unknown>, gone: boolean | undefined, library: PhotoPrismLibrary): Result<never> {
  if (sent.ok) return failed('conflict', `${library.name} took the deletion, but the link is still there.`);
  const state = gone === false ? 'The link is still there.' : 'Whether the link was deleted is unclear.';
  return failed(sent.failure.code, `${sent.failure.message} ${state}`, 'Look with photoprism_shares_list first.');
}
