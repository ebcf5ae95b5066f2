/** The tool that looks up the metadata that PhotoPrism reads. */
import * as z from 'zod';
import { limit, matchFacts, offset, query } from '../../catalog/lookup-arguments.ts';
import { lookUp } from '../../catalog/lookup-table.ts';
import { defineTool } from './define.ts';

export const listMetadataFields = defineTool({
  name: 'list_metadata_fields',
  title: 'List PhotoPrism metadata',
  description: 'Lists which Exif, XMP and Dublin Core fields PhotoPrism reads from files, and what they become.',
  toolset: 'reference_more',
  effect: 'read',
  permission: 'search',
  scopes: [],
  input: z.strictObject({ query, limit, offset }),
  output: z.object({
    matches: z.array(
      z.object({
        field: z.string(),
        type: z.string(),
        exiftool: z.string(),
        xmp: z.string().optional(),
        dublin_core: z.string().optional(),
        description: z.string(),
      }),
    ),
    ...matchFacts,
  }),
  async run(input) {
    const { metadataFields: rows } = await import('./metadata-fields.ts');
    const fields = ({ field, exiftool, xmp, dublin_core, description }: (typeof rows)[number]) => [
      field,
      exiftool,
      xmp,
      dublin_core,
      description,
    ];
    return lookUp({ rows, fields, paged: true }, input);
  },
});
