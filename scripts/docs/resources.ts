/** The resources in the documents. */
import { allReferenceResources } from '../../src/cli/reference.ts';
import { table } from './markdown.ts';

/** Each resource with what is in it. */
export function resourceTable(): string {
  const rows = allReferenceResources.map(({ uri, toolset, mimeType, description }) => [
    `\`${uri}\``,
    toolset,
    mimeType,
    description,
  ]);
  return table(['resource', 'toolset', 'type', 'what is in it'], rows);
}
