/** Tools that look at labels. */
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import { page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { allLabels, requireLabel } from '../changes/label-lookup.ts';
import { compactLabel } from '../present/label.ts';
import { fittingPageSize } from '../present/photo.ts';
import { labelId } from './arguments.ts';
import { defineTool } from './define.ts';

export const labelsList = defineTool({
  name: 'photoprism_labels_list',
  title: 'List PhotoPrism labels',
  description: 'Lists labels by name, with how many photos each has.',
  toolset: 'photoprism_labels',
  effect: 'read',
  permission: 'search',
  scopes: ['labels'],
  input: z.strictObject({
    name: z.string().optional().describe('Part of it'),
    favorite: z.boolean().optional().describe('Omit for both'),
    page,
    page_size: pageSize,
  }),
  output: z.looseObject({ total: z.int(), labels: z.array(z.looseObject({ id: z.string() })) }),
  async run({ name, favorite, page: number, page_size }, library, call) {
    const labels = await allLabels(library, call);
    if (!labels.ok) return labels;
    const wanted = labels.value
      .filter(({ Name }) => name === undefined || foldText(Name).includes(foldText(name)))
      .filter(({ Favorite }) => favorite === undefined || Favorite === favorite)
      .toSorted((a, b) => a.Name.localeCompare(b.Name));
    const size = fittingPageSize(page_size, 'compact');
    return success({
      data: {
        ...tellPage({ page: number, wanted: page_size, size, total: wanted.length }),
        labels: wanted.slice((number - 1) * size, number * size).map(compactLabel),
      },
    });
  },
});

export const labelsGet = defineTool({
  name: 'photoprism_labels_get',
  title: 'Get PhotoPrism label',
  description: 'Returns one label. Its photos: photoprism_photos_search with the filter label.',
  toolset: 'photoprism_labels',
  effect: 'read',
  permission: 'view',
  scopes: ['labels'],
  input: z.strictObject({ label_id: labelId }),
  output: z.looseObject({ id: z.string() }),
  async run({ label_id }, library, call) {
    const label = await requireLabel(library, label_id, call);
    if (!label.ok) return label;
    const all = await allLabels(library, call);
    if (!all.ok) return all;
    // Only the list counts its photos.
    const listed = all.value.find(({ UID }) => UID === label_id);
    return success({ data: compactLabel({ ...label.value, PhotoCount: listed?.PhotoCount }) });
  },
});
