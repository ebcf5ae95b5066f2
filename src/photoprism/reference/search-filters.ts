/**
 * Every filter that PhotoPrism's search of pictures knows: names, types and examples as its source says, notes of our
 * own. https://github.com/photoprism/photoprism/blob/develop/internal/form/search_photos.go
 */

export const filterTypes = ['decimal', 'number', 'string', 'switch', 'timestamp'] as const;
export type FilterType = (typeof filterTypes)[number];

/** A filter as PhotoPrism's report of them has it. */
export type SearchFilter = {
  readonly filter: string;
  readonly type: FilterType;
  readonly examples: string;
  readonly notes: string;
};

type Row = readonly [filter: string, examples: string, notes: string];

const decimals: readonly Row[] = [
  ['dist', 'dist:50', 'How many kilometres around lat and lng to look.'],
  ['lat', 'lat:41.894043', 'Latitude in degrees from -90 to 90; goes with lng and dist.'],
  ['lng', 'lng:-87.62448', 'Longitude in degrees from -180 to 180; goes with lat and dist.'],
];

const numbers: readonly Row[] = [
  ['chroma', 'chroma:70', 'Finds pictures that are at least this colourful, from 0 to 100.'],
  ['diff', 'diff:-1 diff:2', 'Compares pictures by a hash of what they look like, 000000 to FFFFFF.'],
  ['quality', 'quality:0 quality:3', 'Finds pictures whose score is this or better, 1 to 7.'],
];

const strings: readonly Row[] = [
  ['album', 'album:berlin', 'Finds what is in an album, by its UID or name; * stands for any letters.'],
  [
    'albums',
    'albums:"South Africa & Birds"',
    'Finds what is in each (&) or any (|) of several albums, by their names.',
  ],
  ['alt', 'alt:300-500', 'Finds what was taken at a height between two numbers of metres.'],
  ['camera', 'camera:canon', 'Finds what was taken with cameras of this maker or model.'],
  ['caption', 'caption:"Lake*"', 'Looks into captions; | separates choices, false finds pictures without one.'],
  ['category', 'category:airport', 'Finds what was taken at a kind of place, such as a beach or a zoo.'],
  ['city', 'city:"Berlin"', 'Finds what was taken in a city; | separates choices.'],
  ['codec', 'codec:avc1', 'Finds files encoded as jpeg, avc1, hvc1 and so on; | separates choices.'],
  [
    'color',
    'color:"red|blue"',
    'Goes by the colour that prevails: purple, magenta, pink, red, orange, gold, yellow, lime, green, teal, cyan, blue, brown, white, grey, black; | separates choices.',
  ],
  ['country', 'country:"de|us"', 'Finds what was taken in a country, by its two letters; | separates choices.'],
  ['day', 'day:3|13', 'Finds what was taken on a day of any month, 1 to 31; | separates choices.'],
  ['description', 'description:"Lake*"', 'Looks into titles and captions; | separates choices, false finds neither.'],
  ['f', 'f:2.8-4.5', 'Finds what was taken with an aperture between two f-numbers.'],
  [
    'face',
    'face:PN6QO5INYTUSAATOFL43LL2ABAV5ACZG',
    'Finds a face by its id, pictures with (yes) or without (no) faces, or those with new faces (new).',
  ],
  ['faces', 'faces:yes faces:3', 'Finds pictures that show this many faces or more; yes means one.'],
  ['favorite', 'favorite:true favorite:false', 'Finds favourites, or with false everything else.'],
  ['filename', 'filename:"2021/07/12345.jpg"', 'Finds a file by its whole path in the originals; | separates choices.'],
  ['folder', 'folder:"*/2020"', 'Another name of path.'],
  ['geo', 'geo:yes', 'Finds what has a position, or with no what has none.'],
  ['hash', 'hash:2fd4e1c67a2d', 'Finds a file by the SHA-1 of what is in it; | separates choices.'],
  ['id', 'id:123e4567-e89b-...', 'Finds a picture by an id in its metadata; | separates choices.'],
  ['iso', 'iso:200-400', 'Finds what was taken with a sensitivity between two ISO values.'],
  ['keywords', 'keywords:"sand&water"', 'Finds pictures with each (&) or any (|) of several keywords.'],
  [
    'label',
    'label:"cat|dog&!blurry"',
    'Goes by labels: | allows either, & asks for both, ! excludes; labels of a category count, and \\ takes a sign literally.',
  ],
  ['latlng', 'latlng:49.4,13.41,46.5,2.331', 'Finds what was taken in a rectangle: its north, east, south and west.'],
  ['lens', 'lens:ef24', 'Finds what was taken with lenses of this maker or model.'],
  ['mm', 'mm:28-35', 'Finds what was taken at a focal length between two numbers of millimetres, as on 35 mm film.'],
  ['month', 'month:7|10', 'Finds what was taken in a month of any year, 1 to 12; | separates choices.'],
  ['mp', 'mp:3-6', 'Finds pictures of a resolution between two numbers of megapixels.'],
  ['name', 'name:"IMG_9831-112*"', 'Finds a file by its name alone; * stands for any letters, | separates choices.'],
  ['near', 'near:pqbcf5j446s0futy', 'Finds what was taken close to another picture, by its UID; | separates choices.'],
  ['olc', 'olc:8FWCHX7W+', 'Finds what was taken in the area of an Open Location Code (plus code).'],
  [
    'original',
    'original:"IMG_9831-112*"',
    'Finds a file by what it was called when it was imported; | separates choices.',
  ],
  ['path', 'path:2020/Holiday', 'Finds what is in a folder; * stands for any letters, | separates choices.'],
  ['people', 'people:"Jane & John"', 'Finds people by a part of their names, together (&) or either (|).'],
  ['person', 'person:"Jane Doe & John Doe"', 'Finds people by their full names, together (&) or either (|).'],
  ['s2', 's2:4799e370ca54c8b9', 'Finds what was taken in a cell of the S2 grid.'],
  ['scan', 'scan:true scan:false', 'Finds what was scanned, or with false what was not.'],
  ['state', 'state:"Baden-Württemberg"', 'Finds what was taken in a part of a country; | separates choices.'],
  ['subject', 'subject:"Jane Doe & John Doe"', 'Another name of person.'],
  ['subjects', 'subjects:"Jane & John"', 'Another name of people.'],
  ['title', 'title:"Lake*"', 'Looks into titles; | separates choices, false finds pictures without one.'],
  [
    'type',
    'type:image|raw|live',
    'Goes by the kind of media: image, raw, live, video, animated, audio, vector, document; | separates choices.',
  ],
  ['uid', 'uid:pqbcf5j446s0futy', "Finds something by PhotoPrism's own id of it; | separates choices."],
  ['year', 'year:1990|2003', 'Finds what was taken in a year; | separates choices.'],
];

const switches: readonly Row[] = [
  ['animated', 'animated:yes', 'Finds moving images such as GIFs.'],
  ['archived', 'archived:yes', 'Finds what was put into the archive.'],
  ['audio', 'audio:yes', 'Finds sound files.'],
  ['document', 'document:yes', 'Finds PDF files.'],
  ['error', 'error:yes', 'Finds what could not be read without a fault.'],
  ['hidden', 'hidden:yes', 'Finds what is kept out of sight because it is damaged or not supported.'],
  ['image', 'image:yes', 'Finds still images that are neither RAW nor Live Photos.'],
  ['landscape', 'landscape:yes', 'Finds pictures that are broader than they are high.'],
  ['live', 'live:yes', 'Finds photos with a short video, as phones take them.'],
  ['media', 'media:yes', 'Finds everything that moves or sounds.'],
  ['mono', 'mono:yes', 'Finds pictures in black and white, or nearly so.'],
  ['panorama', 'panorama:yes', 'Finds pictures almost twice as broad as high (1.9:1), or broader.'],
  ['photo', 'photo:yes', 'Finds all photos, RAW files and Live Photos among them.'],
  ['portrait', 'portrait:yes', 'Finds pictures that are higher than they are broad.'],
  ['primary', 'primary:yes', 'Leaves one JPEG or PNG of each picture.'],
  ['private', 'private:yes', 'Finds what is private, unless public is set as well.'],
  ['public', 'public:yes', 'Keeps private pictures out of the result.'],
  ['raw', 'raw:yes', 'Finds files straight from the sensor of a camera.'],
  ['review', 'review:yes', 'Finds what nobody has approved yet.'],
  ['square', 'square:yes', 'Finds pictures with four equal sides.'],
  ['stack', 'stack:yes', 'Finds pictures that consist of several files.'],
  ['stackable', 'stackable:yes', 'Finds pictures that further files can still join.'],
  ['unsorted', 'unsorted:yes', 'Finds what no album holds.'],
  ['unstacked', 'unstacked:yes', 'Finds pictures that a file was taken away from.'],
  ['vector', 'vector:yes', 'Finds drawings such as SVG files.'],
  ['video', 'video:yes', 'Finds films of any length.'],
];

const timestamps: readonly Row[] = [
  ['added', 'added:"2006-01-02T15:04:05Z"', 'Finds what came into the library since a moment.'],
  ['after', 'after:"2022-01-30"', 'Finds what was taken since a day, that day included.'],
  ['before', 'before:"2022-01-30"', 'Finds what was taken until a day, that day excluded.'],
  ['edited', 'edited:"2006-01-02T15:04:05Z"', 'Finds what somebody edited since a moment.'],
  ['taken', 'taken:"2022-01-30"', 'Finds what was taken within one day.'],
  ['updated', 'updated:"2006-01-02T15:04:05Z"', 'Finds what was changed since a moment, by anybody or anything.'],
];

function filtersOf(type: FilterType, rows: readonly Row[]): SearchFilter[] {
  return rows.map(([filter, examples, notes]) => ({ filter, type, examples, notes }));
}

/** Sorted by type and then by name, byte by byte. */
export const searchFilters: readonly SearchFilter[] = [
  ...filtersOf('decimal', decimals),
  ...filtersOf('number', numbers),
  ...filtersOf('string', strings),
  ...filtersOf('switch', switches),
  ...filtersOf('timestamp', timestamps),
];
