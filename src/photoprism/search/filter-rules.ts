/**
 * What the values of PhotoPrism's filters may be, beyond their type: it ignores most wrong ones without a word, and finds
 * everything. After `internal/entity/search/photos.go` and `internal/form/search_photos.go` of PhotoPrism.
 */

/** Texts that take one of a few words, also several with `|` between them. */
export const words: Readonly<Record<string, readonly string[]>> = {
  type: ['image', 'raw', 'live', 'video', 'animated', 'audio', 'vector', 'document'],
  color: [
    ...['purple', 'magenta', 'pink', 'red', 'orange', 'gold', 'yellow', 'lime', 'green', 'teal', 'cyan', 'blue'],
    ...['brown', 'white', 'grey', 'black'],
  ],
};

/** Texts that have a form, each part of them that `|` separates; and how to say it. */
export const forms: Readonly<Record<string, readonly [form: RegExp, rule: string]>> = {
  uid: [/^([pf][a-z0-9]{15}|[0-9a-f]{40})$/, 'the uid of a photo (p…) or file (f…)'],
  near: [/^p[a-z0-9]{15}$/, 'the uid of a photo (p…)'],
  hash: [/^[0-9a-f]{8,64}$/i, 'the SHA1 hash of a file'],
  country: [/^[a-z]{2}$/i, 'a country code of two letters, zz for unknown'],
  s2: [/^(s2:)?[0-9a-f]{2,16}$/i, 'an S2 cell id'],
  olc: [/^[2-9CFGHJMPQRVWX0]{2,8}\+?[2-9CFGHJMPQRVWX]{0,7}$/i, 'an Open Location Code such as 8FWCHX7W+'],
  face: [/^([a-z0-9]{32}|yes|no|new|true|false|\d{1,2})$/i, 'the id of a face, yes, no or new'],
  faces: [/^(\d{1,3}|yes|no|new|true|false)$/i, 'a number, yes or no'],
  favorite: [/^(yes|no|true|false)$/i, 'yes or no'],
  geo: [/^(yes|no|true|false)$/i, 'yes or no'],
  scan: [/^(yes|no|true|false)$/i, 'yes or no'],
};

/** Texts that are whole numbers between bounds, several with `|`; -1 stands for unknown. */
export const wholeNumbers: Readonly<Record<string, readonly [low: number, high: number]>> = {
  year: [1000, 9999],
  month: [1, 12],
  day: [1, 31],
};

/** Texts that are a number or a range of them, and whether they may have decimals. */
export const ranges: Readonly<Record<string, 'whole' | 'decimal'>> = {
  alt: 'whole',
  iso: 'whole',
  mm: 'whole',
  mp: 'whole',
  f: 'decimal',
};

/** Numbers and their bounds. */
export const bounds: Readonly<Record<string, readonly [low: number, high: number]>> = {
  lat: [-90, 90],
  lng: [-180, 180],
  dist: [0.001, 5000],
  chroma: [0, 100],
  diff: [0, 0xffffff],
  quality: [-1, 7],
};

/** Timestamps that are days; the others are moments. */
export const days: ReadonlySet<string> = new Set(['taken', 'before', 'after']);

/** Texts that may be asked for by whether there are any. */
export const presence: ReadonlySet<string> = new Set([
  ...['title', 'caption', 'description'],
  ...['favorite', 'geo', 'scan', 'faces', 'face'],
]);

/** Texts that `|` separates into alternatives. */
export const alternatives: ReadonlySet<string> = new Set([
  ...['id', 'uid', 'type', 'path', 'folder', 'name', 'filename', 'original', 'title', 'caption', 'description', 'hash'],
  ...['color', 'codec', 'label', 'category', 'country', 'state', 'city', 'year', 'month', 'day', 'keywords'],
  ...['person', 'subject', 'people', 'subjects', 'albums'],
]);

/** Texts of which `&` makes several that must all hold. */
export const conjunctions: ReadonlySet<string> = new Set([
  ...['label', 'keywords', 'person', 'subject', 'people', 'subjects', 'albums', 'id'],
]);

/** Switches that also say something when they are off: with `archived` off, the archive stays out. */
export const offToo: ReadonlySet<string> = new Set(['archived', 'public', 'primary']);

/** How to find what is not so, where there is a way. */
export const opposites: Readonly<Record<string, string>> = {
  video: 'photo: true',
  photo: 'media: true',
  private: 'public: true',
  portrait: 'landscape: true',
  landscape: 'portrait: true',
  stackable: 'unstacked: true',
  review: 'quality: 3',
};
