/** Puts together where a request to PhotoPrism goes. */

/** What stands between the slashes of a path, below `/api/v1`; the last is empty where the path ends in a slash (`import/`). */
export type PathSegments = readonly (string | number)[];

/** What a query may hold; what is undefined is left out. */
export type QueryValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** The address of a request; every part is encoded, so that none can reach beyond its place. Throws for one that would. */
export function requestUrl(apiUrl: string, segments: PathSegments, query: QueryValues = {}): string {
  const path = segments
    .map((segment, index) => encodedSegment(String(segment), index === segments.length - 1))
    .join('/');
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.append(name, String(value));
  }
  return `${apiUrl}/${path}${search.size === 0 ? '' : `?${search}`}`;
}

function encodedSegment(segment: string, isLast: boolean): string {
  // An address forgets these before it is sent.
  if ((segment === '' && !isLast) || segment === '.' || segment === '..')
    throw new TypeError('a part of a path must be a name');
  return encodeURIComponent(segment);
}
