/** One picture of everything that the model looked at: a numbered grid. */
import type { SeenPicture } from './session.ts';

const cell = 260;
const captionHeight = 26;
const columns = 4;

/** Draws the pictures in a grid with their captions and writes a JPEG to `path`. */
export async function writeContactSheet(path: string, pictures: readonly SeenPicture[]): Promise<void> {
  const { default: sharp } = await import('sharp');
  const rows = Math.max(1, Math.ceil(pictures.length / columns));
  const tiles = await Promise.all(
    pictures.map(async (picture, index) => ({
      input: await sharp(picture.data)
        .resize(cell - 12, cell - 12, { fit: 'contain', background: '#f4f1ea' })
        .png()
        .toBuffer(),
      left: (index % columns) * cell + 6,
      top: Math.floor(index / columns) * (cell + captionHeight) + 6,
    })),
  );
  const width = columns * cell;
  const height = rows * (cell + captionHeight);
  await sharp({ create: { width, height, channels: 3, background: '#f4f1ea' } })
    .composite([...tiles, { input: Buffer.from(captions(pictures, width, height)), left: 0, top: 0 }])
    .jpeg({ quality: 85 })
    .toFile(path);
}

function captions(pictures: readonly SeenPicture[], width: number, height: number): string {
  const lines = pictures.map((picture, index) => {
    const x = (index % columns) * cell + cell / 2;
    const y = Math.floor(index / columns) * (cell + captionHeight) + cell + 12;
    const text = `${index + 1}  ${picture.caption}`.slice(0, 40);
    return `<text x="${x}" y="${y}" text-anchor="middle">${escapeXml(text)}</text>`;
  });
  const style = 'font-family="sans-serif" font-size="13" fill="#333"';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g ${style}>${lines.join('')}</g></svg>`;
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  const printable = [...text].filter((character) => character >= ' ').join('');
  return printable.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
