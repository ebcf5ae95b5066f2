/** `albumen tour`: the main job on real photos, with the real server and a real client. */
import { mkdir, mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Result } from '../catalog/result.ts';
import { addAndIndex } from './add-folder.ts';
import { clientNames } from './client-names.ts';
import { showIndexing } from './indexing-progress.ts';
import { fail, thisProgram } from './program.ts';
import { shellWord } from './shell-word.ts';
import { writeContactSheet } from './tour/contact-sheet.ts';
import { heading, say } from './tour/narrator.ts';
import { startSession } from './tour/session.ts';
import { walkThrough } from './tour/steps.ts';

interface TourOptions {
  /** A folder of the person's own instead of generated samples; it is only read. */
  readonly photos?: string;
  /** Where samples, library and contact sheet are left; a new temporary folder unless told. */
  readonly keep?: string;
}

/** Runs the tour; the exit code is 1 when a step does not go as it must. */
export async function tour(options: TourOptions): Promise<void> {
  const place = options.keep === undefined ? await mkdtemp(join(tmpdir(), 'albumen-tour-')) : resolve(options.keep);
  await mkdir(place, { recursive: true });
  const dataDir = join(place, 'library');

  heading('1. Index a folder of photos');
  const photos = options.photos === undefined ? await makeSamples(join(place, 'photos')) : resolve(options.photos);
  const original = await fingerprint(photos);
  const indexed = await index(photos, dataDir);
  if (!indexed.ok) return fail(indexed.failure);

  const session = await startSession(dataDir);
  const { pictures, failures } = await walkThrough(session).finally(() => session.close());

  const sheet = join(place, 'contact-sheet.jpg');
  if (pictures.length > 0) await writeContactSheet(sheet, pictures);
  const untouched = (await fingerprint(photos)) === original;
  conclude({ photos, dataDir, sheet, failures: untouched ? failures : [...failures, 'the originals are untouched'] });
}

async function makeSamples(folder: string): Promise<string> {
  const { writeSamplePhotos } = await import('../samples/write.ts');
  const report = await writeSamplePhotos(folder);
  say(`Made ${report.files.length} sample files in ${folder}`);
  return folder;
}

async function index(photos: string, dataDir: string): Promise<Result<unknown>> {
  const { openLibrary } = await import('../library/library.ts');
  const library = await openLibrary({ dataDir });
  try {
    return await showIndexing((onProgress) => addAndIndex(library, photos, { onProgress }));
  } finally {
    await library.close();
  }
}

/** Names, sizes and modification times of every file: changes whenever an original does. */
async function fingerprint(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const facts = await Promise.all(files.sort().map(async (file) => [file, await stat(file)] as const));
  return facts.map(([file, { size, mtimeMs }]) => `${file} ${size} ${mtimeMs}`).join('\n');
}

interface Conclusion {
  readonly photos: string;
  readonly dataDir: string;
  readonly sheet: string;
  readonly failures: readonly string[];
}

function conclude({ photos, dataDir, sheet, failures }: Conclusion): void {
  heading(failures.length === 0 ? 'Done: every step went as it must' : 'Not as it must be');
  for (const failure of failures) say(`It does not hold that ${failure}.`);
  if (failures.length > 0) process.exitCode = 1;
  const { command, args } = thisProgram();
  const program = [command, ...args].map(shellWord).join(' ');
  say(`What the model looked at: ${sheet}`);
  say(`The photos, untouched: ${photos}`);
  say(`Albumen's own data: ${dataDir}`);
  say(`Your own photos: ${program} library add <folder>`);
  say(`Connect a client: ${program} setup <client>, one of ${clientNames.join(', ')}`);
}
