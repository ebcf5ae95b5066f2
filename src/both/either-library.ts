/** Immich, or the local library, and PhotoPrism as one library for tools that work on any. */
import type { Connect } from '../catalog/binding.ts';
import type { LibraryName } from '../catalog/library-choice.ts';
import { type Result, success } from '../catalog/result.ts';
import type { ImmichLibrary } from '../immich/connection.ts';
import { uuid } from '../immich/naming/reference.ts';
import type { PhotoPrismLibrary } from '../photoprism/connection.ts';
import { uidForms } from '../photoprism/naming/uid.ts';
import { eitherEyes } from '../viewing/either-eyes.ts';
import type { Eyes, Seeing } from '../viewing/eyes.ts';

export interface EitherLibrary extends Seeing {
  /** Why it cannot be reached, where it cannot. */
  readonly immich: Result<ImmichLibrary>;
  readonly photoprism: Result<PhotoPrismLibrary>;
  /** The one that was asked for, where one was. */
  readonly chosen: LibraryName | undefined;
}

/** Both; what has no id is looked for in the chosen one, or else in Immich. */
export function eitherLibrary(
  immich: Result<ImmichLibrary>,
  photoprism: Result<PhotoPrismLibrary>,
  chosen?: LibraryName,
): EitherLibrary {
  const first = { eyes: eyesOf(immich), owns: (id: string) => uuid.test(id) };
  const second = { eyes: eyesOf(photoprism), owns: isPhotoPrismId };
  const eyes = chosen === 'photoprism' ? eitherEyes(second, first) : eitherEyes(first, second);
  return { immich, photoprism, chosen, eyes };
}

/** Connects both, at once; a caller that only one of them serves has that one. */
export function connectEither(
  immich: Connect<ImmichLibrary>,
  photoprism: Connect<PhotoPrismLibrary>,
): Connect<EitherLibrary> {
  return async (caller) => {
    const [first, second] = await Promise.all([immich(caller), photoprism(caller)]);
    return success(eitherLibrary(first, second));
  };
}

function eyesOf(library: Result<Seeing>): Result<Eyes> {
  return library.ok ? success(library.value.eyes) : library;
}

function isPhotoPrismId(id: string): boolean {
  return Object.values(uidForms).some((form) => form.test(id));
}
