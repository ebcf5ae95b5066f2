/** The tools that work on PhotoPrism, loaded together: alone, or beside those of another library. */
import { connectEither } from '../both/either-library.ts';
import { toolsOfBoth } from '../both/tools.ts';
import { bindLazily, type Connect } from '../catalog/binding.ts';
import type { ImmichLibrary } from '../immich/connection.ts';
import type { PhotoPrismLibrary } from '../photoprism/connection.ts';
import { photoprismTools } from '../photoprism/tools/all.ts';
import { listAssetsTool } from '../photoprism/tools/list-assets.ts';
import { photoprismViewingTools } from '../photoprism/tools/viewing.ts';
import type { PhotoPrismSide } from './household-parts.ts';

/** PhotoPrism's tools; those that work on any library work on both where there is an `other` one. */
export function photoprismSide(
  connect: Connect<PhotoPrismLibrary>,
  other: Connect<ImmichLibrary> | undefined,
): PhotoPrismSide {
  if (other === undefined) {
    return { connect, tools: [...photoprismTools, ...photoprismViewingTools, listAssetsTool], shared: [] };
  }
  return { connect, tools: photoprismTools, shared: bindLazily(toolsOfBoth, connectEither(other, connect)) };
}
