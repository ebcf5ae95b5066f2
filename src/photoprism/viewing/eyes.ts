/** How the photos of a PhotoPrism library are seen, as the owner of its token may see them. */
import { accountOf } from '../../viewing/account.ts';
import type { Eyes } from '../../viewing/eyes.ts';
import type { PictureCache } from '../../viewing/picture-cache.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { lookUpSeen } from './look-up.ts';
import { seenPerson } from './person.ts';
import { readPhotoPicture } from './picture.ts';
import { selectSeen } from './select.ts';
import { openPhotoVideo } from './video.ts';

export interface PhotoPrismEyesOptions {
  /** Library and token, as no other has them: never told, only hashed. */
  readonly identity: string;
  readonly cache: PictureCache | undefined;
}

/** Makes the eyes; nothing is asked before they look. */
export function photoprismEyes(library: PhotoPrismLibrary, { identity, cache }: PhotoPrismEyesOptions): Eyes {
  return {
    library: library.name,
    account: accountOf(identity),
    cache,
    lookUp: (ids, call) => lookUpSeen(ids, library, call),
    select: (selection, page, call) => selectSeen(selection, page, library, call),
    picture: (asset, size, call) => readPhotoPicture(asset, size, library, call),
    person: (id, most, call) => seenPerson(id, most, library, call),
    video: (asset, call) => openPhotoVideo(asset, library, call),
  };
}
