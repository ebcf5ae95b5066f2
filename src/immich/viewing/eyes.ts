/** How the photos of an Immich library are seen, as the user of its key may see them. */
import { accountOf } from '../../viewing/account.ts';
import type { Eyes } from '../../viewing/eyes.ts';
import type { PictureCache } from '../../viewing/picture-cache.ts';
import type { ImmichLibrary } from '../connection.ts';
import { lookUp } from './look-up.ts';
import { seenPerson } from './person.ts';
import { readAssetPicture } from './picture.ts';
import { select } from './select.ts';
import { openVideo } from './video.ts';

export interface ImmichEyesOptions {
  /** Library and key, as no other has them: never told, only hashed. */
  readonly identity: string;
  readonly cache: PictureCache | undefined;
}

/** Makes the eyes; nothing is asked before they look. */
export function immichEyes(library: ImmichLibrary, { identity, cache }: ImmichEyesOptions): Eyes {
  return {
    library: library.name,
    account: accountOf(identity),
    cache,
    lookUp: (ids, call) => lookUp(library, ids, call),
    select: (selection, page, call) => select(library, selection, page, call),
    picture: (asset, size, call) => readAssetPicture(library, asset, size, call),
    person: (id, most, call) => seenPerson(id, most, library, call),
    video: (asset, call) => openVideo(library, asset, call),
  };
}
