/** The tool that shows many assets as one numbered picture. */
import * as z from 'zod';
import type { DefineTool } from '../../catalog/define-tools.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { page } from '../../catalog/list-arguments.ts';
import { success } from '../../catalog/result.ts';
import type { Tool } from '../../catalog/tool.ts';
import type { Seeing, SelectedPage } from '../eyes.ts';
import { readSelection, type SelectionReferences, selectionArguments } from '../selection-arguments.ts';
import { mostOnSheet, showSheet } from '../show-sheet.ts';
import { nothingToSee, tellUnseen } from '../tell-assets.ts';

/** `contact_sheet` for one kind of library. */
export function contactSheetTool<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  references: SelectionReferences,
): Tool<Services> {
  return defineTool({
    name: 'contact_sheet',
    title: 'Contact sheet',
    description: `Shows up to ${mostOnSheet} assets of one album, search, duplicate group, day or list as one numbered picture.`,
    toolset: 'view',
    effect: 'read',
    permission: 'view',
    scopes: ['asset.read', 'asset.view', 'album.read', 'duplicate.read'],
    page: 'contact-sheet',
    input: z.strictObject({ ...selectionArguments(references), page }),
    output: z.looseObject({
      total: z.int(),
      page: z.int(),
      assets: z.array(z.looseObject({ number: z.int(), id: z.string() })),
    }),
    async run({ page: number, ...wanted }, { eyes }, call) {
      const selection = readSelection(wanted);
      if (!selection.ok) return selection;
      const selected = await eyes.select(selection.value, { page: number, size: mostOnSheet }, call);
      if (!selected.ok) return selected;
      const { assets } = selected.value;
      if (assets.length === 0 && hasUnseen(selected.value)) return nothingToSee(eyes.library, selected.value);
      const data = tellSelected(selected.value, number);
      if (assets.length === 0) return success({ data: { ...data, assets: [] } });
      const first = (number - 1) * mostOnSheet + 1;
      const shown = await showSheet(eyes, assets, first, call);
      if (!shown.ok) return shown;
      const { lines, image, tokens } = shown.value;
      return success({ data: { ...data, assets: lines, image_tokens: tokens }, images: [image] });
    },
  });
}

function hasUnseen({ missing = [], hidden = [] }: SelectedPage): boolean {
  return missing.length + hidden.length > 0;
}

/** Which part of how many assets it is, and what was left out of it. */
function tellSelected(selected: SelectedPage, number: number): JsonObject {
  const { total, exact, how } = selected;
  return {
    total,
    more_than_total: exact ? undefined : true,
    page: number,
    next_page: number * mostOnSheet < total ? number + 1 : undefined,
    searched: how,
    ...tellUnseen(selected),
  };
}
