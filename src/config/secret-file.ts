/** Settings whose text is in a file, as engines and secret stores hand secrets on. */
import { readFileSync } from 'node:fs';
import { failed, type Result, success } from '../catalog/result.ts';

/**
 * The text of the file that `<env>_FILE` names, without blanks around it. Fails where there is none, never with the file's name:
 * whoever mistakes the variable has given the secret itself.
 */
export function textOf(file: string, env: string): Result<string> {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text === ''
      ? failed('invalid_input', `is missing: the file that ${env}_FILE names is empty`)
      : success(text);
  } catch (error) {
    return failed('invalid_input', `cannot be read from the file that ${env}_FILE names${reason(error)}`);
  }
}

function reason(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
      return ': there is none';
    case 'EISDIR':
      return ': it is a folder, as container engines make one where the file to be mounted is not there';
    case 'EACCES':
    case 'EPERM':
      return `: the user who runs Albumen${numberOfUser()} may not read it`;
    default:
      return '';
  }
}

/** Systems without such numbers have none to tell. */
function numberOfUser(): string {
  const user = process.getuid?.();
  return user === undefined ? '' : ` (${user})`;
}
