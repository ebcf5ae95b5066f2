/** The two ways to define a tool that works on a PhotoPrism library. */
import { success } from '../../catalog/result.ts';
import { toolDefiners } from '../../catalog/tool.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { resolveNames } from '../naming/resolve-names.ts';

export const { defineTool, defineChange } = toolDefiners<PhotoPrismLibrary>({
  resolveNames,
  object: async () => success(undefined),
  afterChange: () => {},
});
