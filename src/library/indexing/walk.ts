/** Going through a folder of photos. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contentKindOf, headLength } from '../media/content-kind.ts';
import { readBeginning } from '../media/file-beginning.ts';
import { extensionOf, mimeTypeOfName } from '../media/mime-types.ts';

export interface FoundFile {
  readonly path: string;
  readonly name: string;
  /** The XMP file beside it; null where there is none. */
  readonly sidecarPath: string | null;
}

export interface WalkOptions {
  /** A folder that is passed over: Albumen's own data, should it lie inside. */
  readonly exclude?: string;
  /** Told about folders that cannot be listed. */
  readonly onUnreadable?: (path: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Folders in which programs and systems keep their own things; folders whose name begins with a dot are others. */
const foreignFolders = new Set([
  '@eaDir',
  '#recycle',
  '#snapshot',
  '$RECYCLE.BIN',
  'System Volume Information',
  'lost+found',
  '__MACOSX',
]);

/** Whether the content of a file without extension is a photo or a video; no telling is no. */
async function holdsMedia(path: string): Promise<boolean> {
  try {
    return contentKindOf(await readBeginning(path, headLength)) !== undefined;
  } catch {
    return false;
  }
}

/** Files that promise to be media by name, or whose name promises nothing. Dot files never are (macOS: `._IMG_1.jpg`). */
async function isMedia(folder: string, name: string): Promise<boolean> {
  if (name.startsWith('.')) return false;
  if (extensionOf(name) === '') return holdsMedia(join(folder, name));
  return mimeTypeOfName(name) !== undefined;
}

function isOpenFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && !foreignFolders.has(entry.name);
}

/** `photo.jpg.xmp` belongs to `photo.jpg` alone, `photo.xmp` to everything of that stem; the first wins. */
function sidecarOf(name: string, sidecars: ReadonlyMap<string, string>): string | undefined {
  const extension = extensionOf(name);
  const stem = extension === '' ? name : name.slice(0, -extension.length - 1);
  return sidecars.get(`${name}.xmp`.toLowerCase()) ?? sidecars.get(`${stem}.xmp`.toLowerCase());
}

async function mediaOf(folder: string, entries: readonly Dirent[]): Promise<FoundFile[]> {
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const sidecars = new Map(
    files.filter((name) => extensionOf(name) === 'xmp').map((name) => [name.toLowerCase(), name]),
  );
  const media: FoundFile[] = [];
  for (const name of files) {
    if (!(await isMedia(folder, name))) continue;
    const sidecar = sidecarOf(name, sidecars);
    media.push({ path: join(folder, name), name, sidecarPath: sidecar === undefined ? null : join(folder, sidecar) });
  }
  return media;
}

/**
 * Yields what may be a photo or a video, folder by folder, in the order of names. Symbolic links are not followed: what they
 * point to is either inside and found there, or outside and not part of the folder; so there are no loops either.
 */
export async function* walkMedia(root: string, options: WalkOptions = {}): AsyncGenerator<FoundFile[]> {
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (options.signal?.aborted) return;
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch {
      options.onUnreadable?.(folder);
      continue;
    }
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    const media = await mediaOf(folder, entries);
    if (media.length > 0) yield media;
    const folders = entries.filter(isOpenFolder).map(({ name }) => join(folder, name));
    waiting.push(...folders.filter((path) => path !== options.exclude).reverse());
  }
}

/** How many files `walkMedia` would yield. */
export async function countMedia(root: string, options: WalkOptions = {}): Promise<number> {
  let count = 0;
  for await (const files of walkMedia(root, options)) count += files.length;
  return count;
}
