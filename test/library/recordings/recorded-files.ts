/** The files of recorded uploads: made here, of the type that the recording names, since only their hashes were recorded. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import * as z from 'zod';
import type { SeededLibrary } from './seeded-library.ts';

const recordedFile = z.object({ filename: z.string(), contentType: z.string(), bytes: z.number(), sha1: z.string() });
const recordedForm = z.record(z.string(), z.union([z.string(), recordedFile]));

const sidecar = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>`;

/** A picture whose colour depends on `seed`: the same content for the same recorded file, another one for another. */
async function picture(format: 'png' | 'jpeg', seed: string): Promise<Buffer> {
  const [red = 0, green = 0, blue = 0] = createHash('sha1').update(seed).digest();
  const size = seed.startsWith('9556') ? { width: 64, height: 48 } : { width: 1, height: 1 };
  return sharp({ create: { ...size, channels: 3, background: { r: red, g: green, b: blue } } })
    .toFormat(format)
    .toBuffer();
}

async function content({ filename, bytes, sha1 }: z.infer<typeof recordedFile>): Promise<Buffer> {
  if (bytes === 0) return Buffer.alloc(0);
  if (filename.endsWith('.xmp')) return Buffer.from(sidecar);
  if (filename.endsWith('.png')) return picture('png', sha1);
  if (filename.endsWith('.jpg') && bytes > 3) return picture('jpeg', sha1);
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
