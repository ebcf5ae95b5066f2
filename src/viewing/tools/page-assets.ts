/** What the contact-sheet page shows: the assets of a selection, page by page. Models do not see this tool. */
import * as z from 'zod';
import type { DefineTool } from '../../catalog/define-tools.ts';
import { page } from '../../catalog/list-arguments.ts';
import type { PageAsset, PageAssets } from '../../catalog/pages/assets.ts';
import { success } from '../../catalog/result.ts';
import { shortFileName } from '../../catalog/short-text.ts';
import type { Tool } from '../../catalog/tool.ts';
import type { Seeing, SeenAsset, Selection } from '../eyes.ts';
import { readSelection, type SelectionReferences, selectionArguments } from '../selection-arguments.ts';

/** Assets in one answer; of ids fewer, because a library may have to be asked for each. */
const mostAssets = 250;
const mostOfIds = 60;
/** Tokens, about three letters each, of a file name. */
const longestName = 60;

/** `page_assets` for one kind of library. */
export function pageAssetsTool<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  references: SelectionReferences,
): Tool<Services> {
  return defineTool({
    name: 'page_assets',
    title: 'Assets for pages',
    description: 'The assets of a selection, for the contact-sheet page.',
    toolset: 'view',
    effect: 'read',
    permission: 'view',
    scopes: ['asset.read'],
    forPages: 'only',
    input: z.strictObject({ ...selectionArguments(references), page }),
    output: z.looseObject({ assets: z.array(z.looseObject({ id: z.string() })), total: z.int() }),
    async run({ page: number, ...wanted }, { eyes }, call) {
      const selection = readSelection(wanted);
      if (!selection.ok) return selection;
      const size = sizeFor(selection.value);
      const selected = await eyes.select(selection.value, { page: number, size }, call);
      if (!selected.ok) return selected;
      const { assets, total, exact, how, missing = [], hidden = [] } = selected.value;
      const facts: Omit<PageAssets, 'assets'> = {
        total,
        exact,
        page: number,
        ...(number * size < total ? { next_page: number + 1 } : {}),
        ...(how === undefined ? {} : { how }),
        ...(missing.length === 0 ? {} : { missing: missing.length }),
        ...(hidden.length === 0 ? {} : { hidden: hidden.length }),
      };
      return success({ data: { ...facts, assets: assets.map((asset) => ({ ...tellAsset(asset) })) } });
    },
  });
}

function sizeFor({ by }: Selection): number {
  return by === 'ids' || by === 'duplicates' ? mostOfIds : mostAssets;
}

function tellAsset({ id, file, taken, isVideo, seconds, size }: SeenAsset): PageAsset {
  return {
    id,
    file: shortFileName(file, longestName),
    ...(taken === undefined ? {} : { taken }),
    ...(isVideo ? { video: true } : {}),
    ...(seconds === undefined ? {} : { seconds: Math.round(seconds) }),
    ...(size === undefined ? {} : { shape: Math.round((100 * size.width) / size.height) / 100 }),
  };
}
