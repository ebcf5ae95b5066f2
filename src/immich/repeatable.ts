/** Which requests to Immich may be sent again after a passing fault. */

/** Requests other than GET and HEAD that only read: path below `/api`, by its end. */
const readingPosts = [/^\/search\/[a-z-]+$/, /^\/download\/info$/, /^\/assets\/bulk-upload-check$/];

/** True when the request alters nothing, so that sending it twice is the same as once. `path` is below `/api`. */
export function isRepeatable(method: string, path: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return method === 'POST' && readingPosts.some((pattern) => pattern.test(path));
}
