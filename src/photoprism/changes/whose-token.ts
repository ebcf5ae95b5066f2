/** What only tokens of a user may do, and how to say so. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

/** True where the server takes the token for one of nobody: then it closes single albums to it, and uploads. */
async function belongsToNobody(library: PhotoPrismLibrary, call: RequestCall): Promise<boolean> {
  const user = await library.userUid(call);
  if (!user.ok || user.value !== undefined) return false;
  const config = await library.config(call);
  return !config.ok || !config.value.public;
}

function nobody(what: string): Result<never> {
  return failed(
    'denied',
    `PHOTOPRISM_ACCESS_TOKEN belongs to no user: PhotoPrism does not let such a token ${what}.`,
    'Set it to an app password of a user instead: PhotoPrism > Settings > Account > Apps and Devices.',
  );
}

/** Fails where `what`, in words, is not for this token, so that a preview says it already. */
export async function requireUser(
  what: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<undefined>> {
  return (await belongsToNobody(library, call)) ? nobody(what) : success(undefined);
}

/** A refusal in words that say what to do, where it is because of whose token it is. */
export async function explained<Value>(
  answer: Result<Value>,
  what: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Value>> {
  const denied = !answer.ok && answer.failure.code === 'denied';
  return denied && (await belongsToNobody(library, call)) ? nobody(what) : answer;
}
