/** PhotoPrism's reference as texts that a client can read whole. */
import { defineJsonResource, type Resource } from '../../catalog/resource.ts';
import { ownEdition } from './editions.ts';

const shared = { toolset: 'reference', permission: 'search' } as const;

/** They work without any PhotoPrism and touch no library: what a server may show to everybody. */
export const referenceResources: readonly Resource[] = [
  defineJsonResource({
    ...shared,
    name: 'config-options',
    title: 'PhotoPrism Config Options',
    description: 'Every setting of PhotoPrism: environment variables, CLI flag, default, meaning.',
    uri: 'photoprism://config-options',
    content: async () => {
      const { listedOptions } = await import('./config-options.ts');
      return { edition: ownEdition, items: listedOptions.map(({ item }) => item) };
    },
  }),
  defineJsonResource({
    ...shared,
    name: 'search-filters',
    title: 'PhotoPrism Search Filters',
    description: 'Every filter of a PhotoPrism search: type, examples, notes.',
    uri: 'photoprism://search-filters',
    content: async () => {
      const { searchFilters } = await import('./search-filters.ts');
      return { edition: ownEdition, items: searchFilters };
    },
  }),
];
