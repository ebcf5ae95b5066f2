/** People and faces as Immich answers them. */
import type { AssetFaceResponseDto, PersonResponseDto } from '@immich/sdk';
import type { FaceOnAsset } from '../store/face-queries.ts';
import type { PersonRow } from '../store/people-queries.ts';
import { databaseDate, isoDate } from './dates.ts';
import type { Wire } from './wire.ts';

/** A person; the thumbnail's place on disk is not told. `writeDate` says which of the two date forms the place asks for. */
export function personDto(person: PersonRow, writeDate: (milliseconds: number) => string = isoDate): PersonResponseDto {
  return {
    id: person.id,
    name: person.name,
    birthDate: person.birthDate,
    thumbnailPath: '',
    isHidden: person.isHidden === 1,
    isFavorite: person.isFavorite === 1,
    ...(person.color === null ? {} : { color: person.color }),
    updatedAt: writeDate(person.updatedAt),
  };
}

/** A face, with whose it is where the caller knows that person. */
export function faceDto({ face, person }: FaceOnAsset): Wire<AssetFaceResponseDto> {
  return {
    id: face.id,
    boundingBoxX1: face.x1,
    boundingBoxY1: face.y1,
    boundingBoxX2: face.x2,
    boundingBoxY2: face.y2,
    imageWidth: face.imageWidth,
    imageHeight: face.imageHeight,
    sourceType: face.sourceType,
    person: person === undefined ? null : personDto(person, databaseDate),
  };
}
