/** The files of recorded uploads: made here, of the type that the recording names, since only their hashes were recorded. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import * as z from 'zod';
import { makeSampleVideo } from '../../../src/samples/video.ts';
import type { SeededLibrary } from './seeded-library.ts';

const recordedFile = z.object({ filename: z.string(), contentType: z.string(), bytes: z.number(), sha1: z.string() });
const recordedForm = z.record(z.string(), z.union([z.string(), recordedFile]));

const sidecar = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="4">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Described by the sidecar</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** Pixel sizes that later answers show. */
const sizes: Record<string, { width: number; height: number }> = {
  'red.png': { width: 64, height: 48 },
  'blob.png': { width: 30, height: 30 },
  'side.jpg': { width: 1200, height: 900 },
};

const exifOfSide = {
  IFD0: { Make: 'NIKON CORPORATION', Model: 'NIKON Z 6_2' },
  IFD2: {
    DateTimeOriginal: '2021:09:09 09:09:09',
    LensModel: 'NIKKOR Z 50mm f/1.8 S',
    FNumber: '18/10',
    FocalLength: '50/1',
    ISOSpeedRatings: '800',
    ExposureTime: '1/60',
  },
};

/** A picture whose colour depends on the recorded hash: the same file for the same one, another for another. */
async function picture({ filename, sha1 }: z.infer<typeof recordedFile>): Promise<Buffer> {
  const [red = 0, green = 0, blue = 0] = createHash('sha1').update(sha1).digest();
  const size = sizes[filename] ?? { width: 1, height: 1 };
  const plain = sharp({ create: { ...size, channels: 3, background: { r: red, g: green, b: blue } } });
  if (filename.endsWith('.png')) return plain.png().toBuffer();
  return (filename === 'side.jpg' ? plain.withExif(exifOfSide) : plain).jpeg().toBuffer();
}

function clip(): Promise<Buffer> {
  const takenAt = '2024-05-05T05:05:05Z';
  return makeSampleVideo(
    { width: 1280, height: 720, seconds: 4, framesPerSecond: 1, scene: 'beachSunset', takenAt },
    'mp4',
  );
}

const made = new Map<string, Promise<Buffer>>();

/** The file that stands for a recorded one, by its hash: the same one again when it is uploaded under another name. */
function content(file: z.infer<typeof recordedFile>): Promise<Buffer> {
  const known = made.get(file.sha1) ?? makeContent(file);
  made.set(file.sha1, known);
  return known;
}

async function makeContent(file: z.infer<typeof recordedFile>): Promise<Buffer> {
  const { filename, bytes } = file;
  if (bytes === 0) return Buffer.alloc(0);
  if (filename.endsWith('.xmp')) return Buffer.from(sidecar);
  if (filename.endsWith('.mp4')) return clip();
  if (/\.(png|jpg)$/.test(filename) && bytes > 3) return picture(file);
  return Buffer.from(`${filename} `.repeat(Math.ceil(bytes / filename.length))).subarray(0, bytes);
}

/** A seeded asset with the recorded hash gets the hash of the file that stands for it. */
async function adoptHash(
  seeded: SeededLibrary,
  recorded: string,
  file: Buffer,
  ids: Map<string, string>,
): Promise<void> {
  const digest = createHash('sha1').update(file).digest();
  ids.set(recorded, digest.toString('hex'));
  await seeded.library.store
    .updateTable('asset')
    .set({ checksum: digest.toString('base64') })
    .where('checksum', '=', Buffer.from(recorded, 'hex').toString('base64'))
    .execute();
}

/** The form of a recorded upload. Recorded hashes are replaced by ours in what is sent from then on. */
export async function multipartBody(
  recorded: unknown,
  seeded: SeededLibrary,
  ids: Map<string, string>,
): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(recordedForm.parse(recorded))) {
    if (typeof value === 'string') {
      form.append(name, ids.get(value) ?? value);
      continue;
    }
    const file = await content(value);
    await adoptHash(seeded, value.sha1, file, ids);
    form.append(name, new Blob([new Uint8Array(file)], { type: value.contentType }), value.filename);
  }
  return form;
}
