/** The tool that looks up the files that PhotoPrism knows. */
import * as z from 'zod';
import { applied, matchesFrom, mentions, readQuestion, warned } from '../../catalog/lookup.ts';
import { limit, matchFacts, offset, query } from '../../catalog/lookup-arguments.ts';
import { success } from '../../catalog/result.ts';
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
    const { fileFormats, formatTypes } = await import('./file-formats.ts');
    const read = readQuestion({
      choice: { name: 'type', value: input.type, choices: formatTypes },
      limit: input.limit,
      offset: input.offset,
      texts: { query: input.query },
    });
    if (!read.ok) return read;
    const { choice: type, texts } = read.value;
    const found = fileFormats
      .filter((format) => type === 'all' || format.type === type)
      .filter(({ format, extensions, description }) => mentions([format, extensions, description], texts.query));
    const page = matchesFrom(
      found.map((format) => ({ ...format })),
      read.value,
    );
    return success({
      data: { ...page.found, query_applied: applied(input.query), type_applied: type, ...warned(...page.warnings) },
    });
  },
});
