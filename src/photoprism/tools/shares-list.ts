/** The tool that lists the links of an album. */
import * as z from 'zod';
import { page } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { failed, success } from '../../catalog/result.ts';
import { linksOf } from '../changes/link-states.ts';
import { linkView, publicAddress } from '../present/link.ts';
import { albumId } from './arguments.ts';
import { defineTool } from './define.ts';

/** So many of the longest links stay below 10,000 tokens. */
const linksPerPage = 30;

export const sharesList = defineTool({
  name: 'photoprism_shares_list',
  title: 'List links of a PhotoPrism album',
  description: 'Lists the links that share a PhotoPrism album: whoever has an address sees its photos.',
  toolset: 'photoprism_shares',
  effect: 'read',
  permission: 'search',
  scopes: ['albums', 'shares'],
  input: z.strictObject({ album_id: albumId, page }),
  output: z.looseObject({ total: z.int(), links: z.array(z.looseObject({ id: z.string() })) }),
  async run({ album_id, page: number }, library, call) {
    const links = await linksOf(album_id, library, call);
    if (!links.ok) return links;
    if (links.value === undefined)
      return failed('not_found', 'There is no such album.', 'Look with photoprism_albums_list.');
    const address = await publicAddress(library, call);
    const shown = links.value.slice((number - 1) * linksPerPage, number * linksPerPage);
    return success({
      data: {
        ...tellPage({ page: number, wanted: linksPerPage, size: linksPerPage, total: links.value.length }),
        links: shown.map((link) => linkView(link, album_id, address)),
      },
    });
  },
});
