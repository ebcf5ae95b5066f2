import type { Exif } from 'sharp';
import type { SamplePlace } from './report.ts';
import type { Light, Shot } from './shot.ts';
import { exifOffset, exifTime, instantOf } from './taken.ts';

/** Exposure time in seconds as a fraction, and ISO sensitivity, that suit a light. */
const EXPOSURES: Readonly<Record<Light, readonly [time: string, iso: number]>> = {
  day: ['1/1250', 80],
  indoors: ['1/60', 500],
  dusk: ['1/125', 250],
  night: ['1/25', 1600],
  stars: ['8/10', 6400],
};

/** The EXIF of a shot as sharp takes it; undefined if no camera and no time is known. */
export function exifOf(shot: Shot): Exif | undefined {
  if (shot.camera === undefined && shot.takenAt === undefined) {
    return undefined;
  }
  const { camera, takenAt, place } = shot;
  return {
    IFD0: {
      ...(camera && { Make: camera.make, Model: camera.model }),
      ...(camera?.software && { Software: camera.software }),
      ...(takenAt && { DateTime: exifTime(takenAt) }),
    },
    IFD2: { ...timeTags(shot), ...exposureTags(shot), ColorSpace: '1' },
    ...(place && { IFD3: { ...placeTags(place), ...gpsTimeTags(shot) } }),
  };
}

function timeTags({ takenAt }: Shot): Record<string, string> {
  if (takenAt === undefined) {
    return {};
  }
  const [time, offset] = [exifTime(takenAt), exifOffset(takenAt)];
  return {
    DateTimeOriginal: time,
    DateTimeDigitized: time,
    ...(offset && { OffsetTime: offset, OffsetTimeOriginal: offset, OffsetTimeDigitized: offset }),
  };
}

function exposureTags({ camera, light = 'day' }: Shot): Record<string, string> {
  if (camera === undefined) {
    return {};
  }
  const [time, iso] = EXPOSURES[light];
  return {
    ExposureTime: time,
    FNumber: fraction(camera.fNumber, 100),
    ISOSpeedRatings: String(iso),
    FocalLength: fraction(camera.focalLength, 1000),
    FocalLengthIn35mmFilm: String(camera.focalLength35),
    LensMake: camera.lensMake,
    LensModel: camera.lensModel,
  };
}

/** Degrees without a sign, with the hemisphere in a tag of its own (EXIF 2.32, 4.6.6). */
function placeTags({ latitude, longitude, altitude }: SamplePlace): Record<string, string> {
  return {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: degrees(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: degrees(longitude),
    ...(altitude !== undefined && {
      GPSAltitudeRef: altitude < 0 ? '1' : '0',
      GPSAltitude: fraction(Math.abs(altitude), 10),
    }),
  };
}

/** The time of the fix, always in UTC. */
function gpsTimeTags({ takenAt }: Shot): Record<string, string> {
  if (takenAt === undefined) {
    return {};
  }
  const utc = instantOf(takenAt).toISOString();
  const [hours, minutes, seconds] = [utc.slice(11, 13), utc.slice(14, 16), utc.slice(17, 19)].map(Number);
  return {
    GPSDateStamp: utc.slice(0, 10).replaceAll('-', ':'),
    GPSTimeStamp: `${hours}/1 ${minutes}/1 ${seconds}/1`,
  };
}

/** Degrees, minutes and hundredths of seconds as three fractions. */
function degrees(value: number): string {
  const hundredths = Math.round(Math.abs(value) * 360000);
  const whole = Math.floor(hundredths / 360000);
  const minutes = Math.floor((hundredths % 360000) / 6000);
  return `${whole}/1 ${minutes}/1 ${hundredths % 6000}/100`;
}

function fraction(value: number, below: number): string {
  return `${Math.round(value * below)}/${below}`;
}
