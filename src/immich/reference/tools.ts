/** Every tool over Immich's reference. */
import type { Tool } from '../../catalog/tool.ts';
import { immichListConfigKeys } from './config-keys-tool.ts';
import { immichFindSearchFilters } from './search-filters-tool.ts';

/** They work without any Immich and touch no library: what a server may show to everybody. */
export const immichReferenceTools: readonly Tool<undefined>[] = [immichListConfigKeys, immichFindSearchFilters];
