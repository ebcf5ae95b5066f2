/** Tells libraries and callers apart where pictures are kept. */
import { createHash } from 'node:crypto';

/** The same for the same library and credential, which make up `identity`, and for no others; neither can be read from it. */
export function accountOf(identity: string): string {
  return createHash('sha256').update(`pictures of\n${identity}`).digest('hex');
}
