/** Every tool over PhotoPrism's reference. */
import type { Tool } from '../../catalog/tool.ts';
import { listCliCommands } from './cli-commands-tool.ts';
import { listConfigKeys } from './config-keys-tool.ts';
import { listFileFormats } from './file-formats-tool.ts';
import { listMetadataFields } from './metadata-fields-tool.ts';
import { findSearchFilters } from './search-filters-tool.ts';

/** They work without any PhotoPrism and touch no library: what a server may show to everybody. */
export const referenceTools: readonly Tool<undefined>[] = [
  listConfigKeys,
  findSearchFilters,
  listCliCommands,
  listFileFormats,
  listMetadataFields,
];
