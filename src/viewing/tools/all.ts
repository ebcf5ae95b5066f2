/** Every tool that shows pictures, for one kind of library. */
import type { DefineTool } from '../../catalog/define-tools.ts';
import type { Tool } from '../../catalog/tool.ts';
import type { Seeing } from '../eyes.ts';
import type { SelectionReferences } from '../selection-arguments.ts';
import { contactSheetTool } from './contact-sheet.ts';
import { pageAssetsTool } from './page-assets.ts';
import { pageThumbnailsTool } from './page-thumbnails.ts';
import { viewAssetsTool } from './view-assets.ts';
import { type PersonReferences, viewPersonTool } from './view-person.ts';
import { type VideoReferences, viewVideoTool } from './view-video.ts';

/** What differs between kinds of libraries: the arguments by which they name things, and what a key needs. */
export interface ViewingReferences extends SelectionReferences, PersonReferences, VideoReferences {}

/** The tools, whose names are the same whatever the library. */
export function viewingTools<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  references: ViewingReferences,
): readonly Tool<Services>[] {
  return [
    viewAssetsTool(defineTool, references),
    contactSheetTool(defineTool, references),
    viewVideoTool(defineTool, references),
    viewPersonTool(defineTool, references),
    pageAssetsTool(defineTool, references),
    pageThumbnailsTool(defineTool, references),
  ];
}
