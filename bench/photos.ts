/** JPEGs such as a camera writes, quickly: one noisy picture, given different facts. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Writes `count` JPEGs of this size to `folder`, each with its own date and place, and each different in its bytes. */
export async function writeCameraPhotos(
  folder: string,
  { count, width, height }: { count: number; width: number; height: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 24 };
  const base = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#808080', noise } })
    .resize(width, height)
    .jpeg({ quality: 90 })
    .toBuffer();
  for (let index = 0; index < count; index += 1) {
    const day = String(1 + (index % 28)).padStart(2, '0');
    const photo = await sharp(base)
      .modulate({ brightness: 0.9 + (index % 20) / 100 })
      .jpeg({ quality: 88 })
      .withExif({
        IFD0: { Make: 'Canon', Model: 'Canon EOS R5' },
        IFD2: { DateTimeOriginal: `2023:06:${day} 10:12:33`, OffsetTimeOriginal: '+02:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '48/1 51/1 30/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '2/1 17/1 40/1',
        },
      })
      .toBuffer();
    await writeFile(join(folder, `IMG_${String(index).padStart(4, '0')}.jpg`), photo);
  }
}
