/** The two ways to define a tool that works on a PhotoPrism library. */
import { toolDefiners } from '../../catalog/define-tools.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { resolveNames } from '../naming/resolve-names.ts';

export const { defineTool, defineChange } = toolDefiners<PhotoPrismLibrary>({
  resolveNames,
  object: (change, library, call) => library.protection.object(change, call),
  afterChange: () => {},
});
