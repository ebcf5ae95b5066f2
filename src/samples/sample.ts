import { developShot } from './develop.ts';
import type { SampleFile, SampleKind } from './report.ts';
import type { Shot } from './shot.ts';
import type { TakenAt } from './taken.ts';

/** A file to make, with what the report will say of it. */
export interface Sample {
  readonly file: SampleFile;
  /** Makes the bytes of the file; `original` reads another sample file, which is already there. */
  make(original: (path: string) => Promise<Buffer>): Promise<Buffer>;
}

/** A moment for files that have none. */
const LONG_AGO: TakenAt = '2020-01-01T12:00:00+01:00';

/** A picture as a file of the library. */
export function sampleOfShot(shot: Shot): Sample {
  const { path, note, takenAt, place, width, height, camera, rating, description, keywords, faces, favourite } = shot;
  return {
    file: {
      path,
      kind: kindOf(shot),
      note,
      ...(takenAt && { takenAt }),
      modifiedAt: shot.modifiedAt ?? takenAt ?? LONG_AGO,
      ...(place && { place }),
      width,
      height,
      ...(shot.sideways && { orientation: 6 }),
      ...(camera && { make: camera.make, model: camera.model, lens: camera.lensModel }),
      ...(rating && { rating }),
      ...(description && { description }),
      ...(keywords && { keywords }),
      ...(faces && { people: faces.map(({ name }) => name) }),
      ...(favourite && { favourite }),
    },
    make: () => developShot(shot),
  };
}

function kindOf(shot: Shot): SampleKind {
  const kinds: readonly (readonly [SampleKind, boolean])[] = [
    ['live-photo', shot.contentIdentifier !== undefined],
    ['burst', shot.drift !== undefined],
    ['panorama', shot.panorama === true],
    ['portrait', shot.sideways === true],
    ['screenshot', shot.path.startsWith('Screenshots/')],
    ['scan', shot.path.startsWith('Scans/')],
    ['bare', shot.takenAt === undefined],
  ];
  return kinds.find(([, holds]) => holds)?.[0] ?? 'photo';
}
