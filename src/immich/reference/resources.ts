/** Immich's reference as texts that a client can read whole. */
import { defineJsonResource, type Resource } from '../../catalog/resource.ts';

/** The version that the facts were read from. */
const version = '3.1';

const shared = { toolset: 'reference', permission: 'search' } as const;

/** They work without any Immich and touch no library: what a server may show to everybody. */
export const immichReferenceResources: readonly Resource[] = [
  defineJsonResource({
    ...shared,
    name: 'immich-config-options',
    title: 'Immich Config Options',
    description: 'Every environment variable and system setting of Immich: default, meaning.',
    uri: 'immich://config-options',
    content: async () => {
      const { configOptions } = await import('./config-options.ts');
      return { version, items: configOptions };
    },
  }),
  defineJsonResource({
    ...shared,
    name: 'immich-search-filters',
    title: 'Immich Search Filters',
    description: "Every filter of Immich's searches: type, examples, notes.",
    uri: 'immich://search-filters',
    content: async () => {
      const { searchFilters } = await import('./search-filters.ts');
      return { version, items: searchFilters };
    },
  }),
];
