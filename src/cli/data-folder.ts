/** The data folder where Albumen cannot write to it: why, in words, and what to do. */
import type { Failure } from '../catalog/result.ts';

const forbidden = /^(EACCES|EPERM)$/;
const spent = /^(ENOSPC|EDQUOT|EROFS|EIO|SQLITE_FULL|SQLITE_IOERR.*|SQLITE_READONLY.*)$/;

/** Whether `error` says that the folder cannot be written, as what people are told of it; undefined for every other error. */
export function writingFailure(
  error: unknown,
  dataDir: string,
  who: Who | undefined = thisUser(),
): Failure | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (spent.test(code)) {
    return {
      code: 'unavailable',
      message: `${dataDir} cannot be written (${code}): its disk is full, or may only be read.`,
    };
  }
  if (!forbidden.test(code)) return undefined;
  if (who === undefined) return { code: 'unavailable', message: `Albumen may not write to ${dataDir} (${code}).` };
  const owner = `${who.user}:${who.group}`;
  return {
    code: 'unavailable',
    message: `User ${owner}, who runs Albumen, may not write to ${dataDir} (${code}).`,
    hint: `Give them the folder with all that is in it: sudo chown -R ${owner} <folder>; of a container, the folder outside.`,
  };
}

/** By number, as the system knows them. */
interface Who {
  readonly user: number;
  readonly group: number;
}

/** Undefined where the system has no such numbers. */
function thisUser(): Who | undefined {
  const [user, group] = [process.getuid?.(), process.getgid?.()];
  return user === undefined || group === undefined ? undefined : { user, group };
}
