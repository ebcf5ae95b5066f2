/** What an Immich API key must be allowed, ready to tick. */

import { immichSideTools } from '../../src/cli/all-tools.ts';
import { groupScopes, scopeLists } from '../../src/immich/key-scopes.ts';
import { codes, table } from './markdown.ts';

/** Both lists side by side, a line for each thing that the scopes are about. */
export function scopeTable(): string {
  const { everything, readOnly } = scopeLists(immichSideTools);
  const reading = groupScopes(readOnly);
  const rows = [...groupScopes(everything)].map(([about, scopes]) => [
    about,
    codes(scopes),
    codes(reading.get(about) ?? []),
  ]);
  return table(['', 'for everything', 'read-only'], rows);
}
