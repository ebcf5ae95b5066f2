import { extname } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { APPLE_NOTE_ROOM, placeAppleNote } from './apple-note.ts';
import type { Picture } from './drawing/photograph.ts';
import { exifOf } from './exif.ts';
import { paintScene } from './scenes.ts';
import type { Shot } from './shot.ts';
import { xmpPacket } from './xmp.ts';

/** Wider pictures are painted at this width and enlarged: painting costs more than encoding. */
const LARGEST_PAINTING = 1600;

/** Paints a shot and encodes it, with its metadata, in the format that its extension names. */
export async function developShot(shot: Shot): Promise<Buffer> {
  const scale = Math.min(1, LARGEST_PAINTING / Math.max(shot.width, shot.height));
  const [width, height] = [Math.round(shot.width * scale), Math.round(shot.height * scale)];
  const picture = await paintScene(shot.scene, { width, height, seed: shot.seed, drift: shot.drift });
  const encoded = await encode(withMetadata(oriented(picture, shot), shot), shot.path).toBuffer();
  return shot.contentIdentifier === undefined ? encoded : placeAppleNote(encoded, shot.contentIdentifier);
}

function oriented(picture: Picture, shot: Shot): Sharp {
  const raw = { width: picture.width, height: picture.height, channels: 3 as const };
  const image = sharp(picture.data, { raw });
  if (shot.sideways) {
    return image.rotate(270);
  }
  return picture.width === shot.width ? image : image.resize(shot.width, shot.height, { kernel: 'cubic' });
}

function withMetadata(image: Sharp, shot: Shot): Sharp {
  const exif = exifOf(shot);
  const xmp = xmpPacket({
    rating: shot.rating,
    description: shot.description,
    keywords: shot.keywords,
    panorama: shot.panorama,
    faces: shot.faces,
    width: shot.width,
    height: shot.height,
    ...(isTiff(shot.path) && { takenAt: shot.takenAt, make: shot.camera?.make, model: shot.camera?.model }),
  });
  if (exif !== undefined && !isTiff(shot.path)) {
    const comment = shot.contentIdentifier === undefined ? {} : APPLE_NOTE_ROOM;
    image.withExif({ ...exif, IFD2: { ...exif.IFD2, ...comment } });
  }
  if (shot.sideways) {
    image.withMetadata({ orientation: 6 });
  }
  return xmp === undefined ? image : image.withXmp(xmp);
}

/** TIFF takes no EXIF from sharp, so that its facts go into XMP. */
function isTiff(path: string): boolean {
  return extname(path) === '.tif';
}

function encode(image: Sharp, path: string): Sharp {
  switch (extname(path).toLowerCase()) {
    case '.png':
      return image.png({ compressionLevel: 6 });
    case '.webp':
      return image.webp({ quality: 82, effort: 2 });
    case '.avif':
      return image.avif({ quality: 60, effort: 1 });
    case '.tif':
      return image.tiff({ compression: 'jpeg', quality: 88 });
    default:
      return image.jpeg({ quality: 86 });
  }
}
