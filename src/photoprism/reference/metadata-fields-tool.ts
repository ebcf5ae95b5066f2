/** The tool that looks up the metadata that PhotoPrism reads. */
import * as z from 'zod';
import { applied, matchesFrom, mentions, readQuestion, warned } from '../../catalog/lookup.ts';
import { limit, matchFacts, offset, query } from '../../catalog/lookup-arguments.ts';
import { success } from '../../catalog/result.ts';
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
    const read = readQuestion({ limit: input.limit, offset: input.offset, texts: { query: input.query } });
    if (!read.ok) return read;
    const { metadataFields } = await import('./metadata-fields.ts');
    const found = metadataFields.filter(({ field, exiftool, xmp = '', dublin_core = '', description }) =>
      mentions([field, exiftool, xmp, dublin_core, description], read.value.texts.query),
    );
    const page = matchesFrom(
      found.map((field) => ({ ...field })),
      read.value,
    );
    return success({ data: { ...page.found, query_applied: applied(input.query), ...warned(...page.warnings) } });
  },
});
