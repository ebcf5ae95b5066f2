/** Addresses in PhotoPrism's web app. */

export interface WebLinks {
  photo(uid: string): string;
  album(uid: string): string;
  person(uid: string): string;
  /** What a shared link looks like to those who get it; its token opens it. */
  shared(token: string, slug: string): string;
}

/** `webAddress` is where people open PhotoPrism, without a slash at the end. */
export function webLinks(webAddress: string): WebLinks {
  const at = (...parts: string[]) => [webAddress, ...parts.map(encodeURIComponent)].join('/');
  return {
    photo: (uid) => `${at('library', 'browse')}?q=${encodeURIComponent(`uid:${uid}`)}`,
    album: (uid) => at('library', 'albums', uid, 'view'),
    person: (uid) => `${at('library', 'all')}?q=${encodeURIComponent(`subject:${uid}`)}`,
    shared: (token, slug) => at('s', token, slug),
  };
}
