/** Tools that list shared links and look at one. */
import * as z from 'zod';
import { page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { assetsOfLink, linkAlone, linkInList, linksPerPage } from '../shared-links/link-view.ts';
import { howToServe, publicBase } from '../shared-links/public-base.ts';
import { listLinks, readLink } from '../shared-links/read-links.ts';
import { id } from './arguments.ts';
import { defineTool } from './define.ts';

export const sharedLinksList = defineTool({
  name: 'immich_shared_links_list',
  title: 'List shared links',
  description: "Lists the user's shared links with their addresses, newest first.",
  toolset: 'shared_links',
  effect: 'read',
  permission: 'search',
  scopes: ['sharedLink.read'],
  input: z.strictObject({ page, page_size: pageSize.describe(`Up to ${linksPerPage}`) }),
  output: z.looseObject({ total: z.int(), shared_links: z.array(z.looseObject({ id: z.string() })) }),
  async run({ page: number, page_size }, library, call) {
    const [links, base] = await Promise.all([listLinks(library, call), publicBase(library, call)]);
    if (!links.ok) return links;
    const size = Math.min(page_size, linksPerPage);
    const shown = links.value.slice((number - 1) * size, number * size);
    return success({
      data: {
        ...tellPage({ page: number, wanted: page_size, size, total: links.value.length }),
        shared_links: shown.map((link) => linkInList(link, base)),
        note: shown.length === 0 ? undefined : howToServe(base),
      },
    });
  },
});

export const sharedLinksGet = defineTool({
  name: 'immich_shared_links_get',
  title: 'Look at a shared link',
  description: 'Returns a shared link with its address, and the assets of an INDIVIDUAL one.',
  toolset: 'shared_links',
  effect: 'read',
  permission: 'view',
  scopes: ['sharedLink.read'],
  input: z.strictObject({ shared_link_id: id.describe('As listed') }),
  output: z.looseObject({ id: z.string(), type: z.string() }),
  async run({ shared_link_id }, library, call) {
    const [link, base] = await Promise.all([readLink(library, shared_link_id, call), publicBase(library, call)]);
    if (!link.ok) return link;
    return success({ data: { ...linkAlone(link.value, base), ...assetsOfLink(link.value, library.links) } });
  },
});
