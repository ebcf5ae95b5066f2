/** Where shared links can be opened. */
import { getServerConfig, type SharedLinkResponseDto } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** Without a slash at the end; undefined where the library is served nowhere that is known. */
export type PublicBase = string | undefined;

/** The server's own external domain where it has one, else the address that the web app has. */
export async function publicBase(library: ImmichLibrary, call: RequestCall): Promise<PublicBase> {
  const config = await library.request((sdk) => getServerConfig(sdk), call);
  const domain = config.ok ? config.value?.externalDomain : undefined;
  return (typeof domain === 'string' ? webAddress(domain) : undefined) ?? library.webAddress;
}

/** What an administrator typed, as an address; undefined for anything but a plain one. */
function webAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || text.length > 120 || !URL.canParse(text)) return undefined;
  const { origin, pathname, username, password } = new URL(text);
  return username === '' && password === '' ? `${origin}${pathname}`.replace(/\/+$/, '') : undefined;
}

/** Longer paths are no better to read than a key, and would fill the answer. */
const longestPath = 120;

/** The address to hand on: by the slug where there is a short one. Without a base only its path. */
export function tellAddress({ key, slug }: SharedLinkResponseDto, base: PublicBase): JsonObject {
  const bySlug = `/s/${encodeURIComponent(slug ?? '')}`;
  const byKey = `/share/${encodeURIComponent(key).slice(0, longestPath)}`;
  const path = slug && bySlug.length <= longestPath ? bySlug : byKey;
  return base === undefined ? { path } : { url: `${base}${path}` };
}

/** How a path becomes an address; undefined where the addresses are whole. */
export function howToServe(base: PublicBase): string | undefined {
  if (base !== undefined) return undefined;
  return 'The path works on the address where `albumen library serve` runs. ALBUMEN_PUBLIC_URL makes answers tell whole addresses.';
}
