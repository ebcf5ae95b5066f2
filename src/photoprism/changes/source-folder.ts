/** The folders that PhotoPrism takes files from: what is in one, and whether it is there at all. */
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

/** PhotoPrism's names for them. */
type Root = 'import' | 'originals';

export interface SourceFolder {
  /** Paths of all folders below it. */
  readonly folders: readonly string[];
  /** Files in it that PhotoPrism knows. */
  readonly files: number;
}

/** How many folders a refusal names. */
const namedFolders = 10;

const listing = z.object({
  folders: z.array(z.object({ Path: z.string().default('') })).nullish(),
  files: z.array(z.unknown()).nullish(),
});

/** What is in the folder with this path, '' for all. Fails where there is none, and names those that there are. */
export async function readSourceFolder(
  root: Root,
  path: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<SourceFolder>> {
  const listed = await list(root, path, true, library, call);
  if (!listed.ok) return listed;
  const { folders, files } = listed.value;
  if (path === '' || folders.length > 0 || files > 0) return listed;
  // PhotoPrism answers a folder that is not there like an empty one: what holds it is asked.
  const beside = await list(root, path.split('/').slice(0, -1).join('/'), false, library, call);
  if (!beside.ok) return beside;
  if (beside.value.folders.some((other) => alike(other) === alike(path))) return listed;
  const nearest = beside.value.folders.length > 0 ? beside : await list(root, '', false, library, call);
  return nearest.ok ? noSuchFolder(root, path, nearest.value.folders) : nearest;
}

async function list(
  root: Root,
  path: string,
  recursive: boolean,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<SourceFolder>> {
  const parts = path === '' ? [] : path.split('/');
  const query = { recursive, files: true, count: 1000, offset: 0 };
  const answer = await library.request({ path: ['folders', root, ...parts], query, answer: listing }, call);
  if (!answer.ok) return answer;
  const { folders, files } = answer.value.body;
  return success({ folders: (folders ?? []).map(({ Path }) => Path), files: files?.length ?? 0 });
}

/** Some disks take names for the same that are written otherwise. */
function alike(path: string): string {
  return path.normalize().toLowerCase();
}

function noSuchFolder(root: Root, path: string, folders: readonly string[]): Result<never> {
  const place = root === 'import' ? 'in its import folder' : 'among its originals';
  const names = folders.slice(0, namedFolders).map((folder) => JSON.stringify(shortText(folder, 40)));
  const more = folders.length > names.length ? ` and ${folders.length - names.length} more` : '';
  return failed(
    'not_found',
    `PhotoPrism has no folder ${JSON.stringify(shortText(path, 100))} ${place}.`,
    names.length === 0 ? 'There is none to name: omit path to take all.' : `There are ${names.join(', ')}${more}.`,
  );
}
