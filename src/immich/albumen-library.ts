/** Recognises Albumen's own library, which answers like Immich but does a few things in its own way. */
import { getAboutInfo } from '@immich/sdk';
import type { ImmichLibrary, RequestCall } from './connection.ts';

/** What it says in place of the number of Immich's build. */
const build = 'albumen';

/** True of Albumen's own library, in this process or on the network; false too where the key may not ask. */
export async function isAlbumenLibrary(library: ImmichLibrary, call: RequestCall): Promise<boolean> {
  const about = await library.request((sdk) => getAboutInfo(sdk), call);
  return about.ok && about.value?.build === build;
}
