/** From what a caller names, a path or a URL, to a checked file that is ready to be sent. */
import { failed, type Result, success } from '../catalog/result.ts';
import type { AddressPolicy } from '../transport/address-policy.ts';
import { openAllowedFile } from './allowed-file.ts';
import { type StagedFile, stageFile } from './staged-file.ts';
import { openWebSource, readAddress } from './web-source.ts';

/** Where uploads may come from, and where they wait. */
export interface UploadSettings {
  /** Folders that files may be read from; none means no paths at all. */
  readonly folders: readonly string[];
  /** A folder on a disk that only Albumen writes to. */
  readonly stagingFolder: string;
  /** Which addresses may be fetched from. Public ones unless code (never a setting) says otherwise. */
  readonly mayConnect?: AddressPolicy;
}

/** Says, without opening anything, whether `source` is of a kind that can be uploaded. */
export function checkSource(source: string): Result<'path' | 'web'> {
  if (/^https?:\/\//i.test(source)) {
    const address = readAddress(source);
    return address.ok ? success('web') : address;
  }
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(source)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'file') return success('path');
  return failed('invalid_input', `${scheme}: addresses cannot be uploaded.`, 'Give an http(s) URL or a file path.');
}

/** Opens, checks and copies `source`; the caller discards the copy. Nothing is sent to the library. */
export async function stageUpload(
  source: string,
  settings: UploadSettings,
  signal: AbortSignal,
): Promise<Result<StagedFile>> {
  const kind = checkSource(source);
  if (!kind.ok) return kind;
  const opened =
    kind.value === 'path'
      ? await openAllowedFile(source, settings.folders)
      : await openWebSource(source, {
          signal,
          ...(settings.mayConnect === undefined ? {} : { mayConnect: settings.mayConnect }),
        });
  return opened.ok ? stageFile(opened.value, { folder: settings.stagingFolder, signal }) : opened;
}
