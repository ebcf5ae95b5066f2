/** The tool that looks up the files that PhotoPrism knows. */
import * as z from 'zod';
import { limit, matchFacts, offset, query } from '../../catalog/lookup-arguments.ts';
import { lookUp } from '../../catalog/lookup-table.ts';
import { defineTool } from './define.ts';

export const listFileFormats = defineTool({
  name: 'list_file_formats',
  title: 'List PhotoPrism file formats',
  description: 'Lists which kinds of files PhotoPrism can index, with their extensions.',
  toolset: 'reference_more',
  effect: 'read',
  permission: 'search',
  scopes: [],
  input: z.strictObject({
    query,
    type: z.string().optional().describe('archive, document, image, raw, sidecar, vector, video or all'),
    limit,
    offset,
  }),
  output: z.object({
    matches: z.array(
      z.object({ format: z.string(), type: z.string(), extensions: z.string(), description: z.string() }),
    ),
    ...matchFacts,
    type_applied: z.string(),
  }),
  async run(input) {
    const { fileFormats: rows, formatTypes: types } = await import('./file-formats.ts');
    const fields = ({ format, extensions, description }: (typeof rows)[number]) => [format, extensions, description];
    return lookUp({ rows, fields, types, paged: true }, input);
  },
});
