/** What of a change's arguments may be written down, shown and kept. */
import { createHash } from 'node:crypto';
import type { JsonObject } from './json.ts';

/** The arguments as they may be written down: of a secret only that there was one, of an address only where it leads. */
export function writtenArguments(
  input: object,
  { secrets = [], addresses = [] }: { readonly secrets?: readonly string[]; readonly addresses?: readonly string[] },
): JsonObject {
  const text = JSON.stringify(input, (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (secrets.includes(name)) return '[secret]';
    return addresses.includes(name) ? whereItLeads(value) : value;
  });
  return JSON.parse(text);
}

/**
 * A web address without what often opens what is there; of a query so much is left that another one is told from it. What is
 * no web address stays as it is: the path of a file.
 */
function whereItLeads(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return address;
  const query = url.search === '' ? '' : `?[${createHash('sha256').update(url.search).digest('hex').slice(0, 8)}]`;
  return `${url.origin}${url.pathname}${query}`;
}
