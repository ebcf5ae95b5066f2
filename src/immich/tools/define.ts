/** The two ways to define a tool that works on an Immich library. */
import { toolDefiners } from '../../catalog/define-tools.ts';
import type { ImmichLibrary } from '../connection.ts';
import { resolveNames } from '../naming/resolve-names.ts';

export const { defineTool, defineChange } = toolDefiners<ImmichLibrary>({
  resolveNames,
  object: (change, library, call) => library.protection.object(change, call),
  afterChange: (change, outcome, library) => library.duplicates.noteChange(change, outcome),
});
