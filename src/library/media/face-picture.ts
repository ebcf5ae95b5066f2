/** A face on its own: a square cut out of a picture. */
import { loadSharp } from '../../imaging/load-sharp.ts';

/** A rectangle in a picture that is taken to be `imageWidth` by `imageHeight`. */
export interface FaceRectangle {
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Pixels; what Immich's are. */
const side = 250;

/** The face and as much around it as helps to know it again. */
const widening = 1.2;

export interface Square {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The square around a face in a picture of this size: as large as it fits, moved inwards where the face is at an edge. */
export function squareAround(face: FaceRectangle, picture: { width: number; height: number }): Square {
  const [scaleX, scaleY] = [picture.width / face.imageWidth, picture.height / face.imageHeight];
  const wanted = Math.max((face.x2 - face.x1) * scaleX, (face.y2 - face.y1) * scaleY) * widening;
  const size = Math.max(1, Math.min(Math.round(wanted), picture.width, picture.height));
  const placed = (middle: number, room: number) => Math.max(0, Math.min(Math.round(middle - size / 2), room - size));
  return {
    left: placed(((face.x1 + face.x2) / 2) * scaleX, picture.width),
    top: placed(((face.y1 + face.y2) / 2) * scaleY, picture.height),
    width: size,
    height: size,
  };
}

/** The face in the picture at `path`, a JPEG of 250 by 250 pixels. Rejects with the decoder's message where it is damaged. */
export async function cutOutFace(path: string, face: FaceRectangle): Promise<Buffer> {
  const sharp = await loadSharp();
  const picture = sharp(path);
  const { width, height } = await picture.metadata();
  return picture
    .extract(squareAround(face, { width, height }))
    .resize(side, side, { fit: 'fill' })
    .jpeg({ quality: 80 })
    .toBuffer();
}
