/** Tools that say whether the library answers, and what it can do. */
import { getAboutInfo, getServerFeatures } from '@immich/sdk';
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { isAlbumenLibrary } from '../albumen-library.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { defineTool } from './define.ts';

export const ping = defineTool({
  name: 'immich_ping',
  title: 'Ping the library',
  description: 'Checks that the library answers and accepts the API key. Returns its version.',
  toolset: 'health',
  effect: 'read',
  permission: 'view',
  scopes: ['server.about'],
  input: z.strictObject({}),
  output: z.looseObject({ version: z.string() }),
  async run(_input, library, call) {
    const about = await library.request((sdk) => getAboutInfo(sdk), call);
    return about.ok ? success({ data: { ...statedFacts(about.value), library: library.name } }) : about;
  },
});

export const capabilities = defineTool({
  name: 'immich_capabilities',
  title: 'What the library can do',
  description:
    'Lists the features of the library (trash, OCR, duplicates …) and how immich_search_smart searches here.',
  toolset: 'health',
  effect: 'read',
  permission: 'view',
  scopes: [],
  input: z.strictObject({}),
  output: z.looseObject({ version: z.string(), smart_search: z.string() }),
  async run(_input, library, call) {
    const [features, dialect] = await Promise.all([
      library.request((sdk) => getServerFeatures(sdk), call),
      library.dialect(call),
    ]);
    if (!features.ok) return features;
    if (!dialect.ok) return dialect;
    const smartSearch = await describeSmartSearch(library, features.value.smartSearch, call);
    return success({ data: { version: dialect.value.version, ...features.value, smart_search: smartSearch } });
  },
});

async function describeSmartSearch(library: ImmichLibrary, enabled: boolean, call: RequestCall): Promise<string> {
  if (!enabled) return 'Off: this Immich runs without machine learning. Use immich_search_metadata.';
  return (await isAlbumenLibrary(library, call))
    ? 'By words: ranks matches in names, descriptions, tags, places, cameras and date words. It does not look at the pictures.'
    : 'By content: finds pictures that look like what the query describes.';
}

/** The texts and flags that the server set: the rest of its answer is null or empty. */
function statedFacts(facts: object): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => typeof value === 'boolean' || (typeof value === 'string' && value !== ''),
    ),
  );
}
