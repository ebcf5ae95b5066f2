/** Draws faces side by side into one numbered picture. */
import { drawnDigits } from './drawn-digits.ts';
import type { Picture } from './eyes.ts';
import { imageLibrary } from './image-library.ts';
import type { Dimensions } from './picture-cost.ts';

/** Pixels of one face, as wide as high: as many as a model needs to know somebody again. */
export const faceSide = 256;

/** How many stand side by side: such that the whole is no larger than a model looks at. */
function columnsOf(count: number): number {
  return count <= 4 ? count : Math.min(4, Math.ceil(count / 2));
}

/** Pixels of the sheet of so many faces. */
export function faceSheetSize(count: number): Dimensions {
  const columns = columnsOf(count);
  return { width: columns * faceSide, height: Math.ceil(count / columns) * faceSide };
}

/** The sheet as a JPEG; each face has its number in the upper left corner. */
export async function drawFaceSheet(
  faces: readonly { readonly number: number; readonly picture: Picture }[],
): Promise<Picture> {
  const sharp = await imageLibrary();
  const { width, height } = faceSheetSize(faces.length);
  const columns = columnsOf(faces.length);
  const layers = faces.flatMap(({ number, picture }, at) => {
    const [left, top] = [(at % columns) * faceSide, Math.floor(at / columns) * faceSide];
    return [
      { input: Buffer.from(picture.bytes), left, top },
      { input: numberBadge(number), left, top },
    ];
  });
  const sheet = await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite(layers)
    .jpeg({ quality: 85 })
    .toBuffer();
  return { mimeType: 'image/jpeg', bytes: new Uint8Array(sheet) };
}

/** White on black, which can be read on any picture. */
function numberBadge(number: number): Buffer {
  const room = 6;
  const text = drawnDigits(String(number), 22);
  const [width, height] = [Math.ceil(text.width) + 2 * room, Math.ceil(text.height) + 2 * room];
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" color="#fff"><rect width="${width}" height="${height}"/><g transform="translate(${room} ${room})">${text.svg}</g></svg>`,
  );
}
