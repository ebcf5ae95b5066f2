/** A client's own Immich key: read from a file or the standard input, because command lines can be seen by others. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { failed, type Result, success } from '../../catalog/result.ts';

/** The key in this file (`-`: the standard input); undefined without one. Its text is never repeated. */
export async function readLibraryKey(path: string | undefined): Promise<Result<string | undefined>> {
  if (path === undefined) return success(undefined);
  try {
    const key = (path === '-' ? await text(process.stdin) : await readFile(path, 'utf8')).trim();
    return /^[\x21-\x7e]{1,200}$/.test(key)
      ? success(key)
      : failed('invalid_input', 'An API key is one line of up to 200 characters without spaces.');
  } catch {
    return failed('invalid_input', 'The file that --library-key-file names cannot be read.');
  }
}
