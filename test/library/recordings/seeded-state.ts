/**
 * The library that the recordings were made of, put together again from the answers themselves.
 *
 * Everything is read from answers that came before the first change in their file. What no answer shows is told by the
 * recordings' own description: the locked picture, and which pictures carry the tags that were never asked for.
 */
import * as z from 'zod';
import { loadRecordings, type Recording, recordedTopics } from './recordings.ts';

const exif = z.record(z.string(), z.unknown());
const tagOfAsset = z.object({ id: z.string() });
const asset = z.object({
  id: z.string(),
  ownerId: z.string(),
  libraryId: z.string().nullable(),
  type: z.enum(['IMAGE', 'VIDEO', 'AUDIO', 'OTHER']),
  originalPath: z.string(),
  originalFileName: z.string(),
  originalMimeType: z.string(),
  thumbhash: z.string().nullable(),
  fileCreatedAt: z.string(),
  fileModifiedAt: z.string(),
  localDateTime: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  isFavorite: z.boolean(),
  isTrashed: z.boolean(),
  visibility: z.enum(['timeline', 'archive', 'hidden', 'locked']),
  duration: z.number().nullable(),
  livePhotoVideoId: z.string().nullable(),
  checksum: z.string(),
  isOffline: z.boolean(),
  duplicateId: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  exifInfo: exif.optional(),
  tags: z.array(tagOfAsset).optional(),
});
const tag = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  value: z.string(),
  color: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const user = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  avatarColor: z.enum(['primary', 'pink', 'red', 'yellow', 'blue', 'green', 'purple', 'orange', 'gray', 'amber']),
  profileChangedAt: z.string(),
  isAdmin: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const album = z.object({
  id: z.string(),
  albumName: z.string(),
  description: z.string(),
  albumThumbnailAssetId: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  order: z.enum(['asc', 'desc']),
  isActivityEnabled: z.boolean(),
  albumUsers: z.array(z.object({ user: z.object({ id: z.string() }), role: z.enum(['owner', 'editor', 'viewer']) })),
});
const person = z.object({
  id: z.string(),
  name: z.string(),
  birthDate: z.string().nullable(),
  isHidden: z.boolean(),
  isFavorite: z.boolean(),
  color: z.string().optional(),
  updatedAt: z.string(),
});
const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const sharedLink = z.object({
  id: z.string(),
  userId: z.string(),
  type: z.enum(['ALBUM', 'INDIVIDUAL']),
  album: z.object({ id: z.string() }).optional(),
  assets: z.array(z.object({ id: z.string() })),
  slug: z.string().nullable(),
  description: z.string().nullable(),
  password: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  allowUpload: z.boolean(),
  allowDownload: z.boolean(),
  showMetadata: z.boolean(),
});

const activity = z.object({
  id: z.string(),
  assetId: z.string().nullable(),
  createdAt: z.string(),
  comment: z.string().nullable(),
  user: z.object({ id: z.string() }),
});

export type SeededAsset = z.infer<typeof asset>;

/** What no answer shows, by the description that comes with the recordings. */
const lockedAssetId = '44147fdc-0150-48cd-a598-891310f64db2';
const familyAlbumId = '80995ea6-3e12-4fc4-bfb1-c0c61c31f2da';
const familyAlbum = ['VID_20240505.mp4', 'bob_3.jpg', 'DUP6_IMG_E1234.jpg', /^family_\d\d\.jpg$/];
const untoldTags: [value: string, names: string[]][] = [
  ['Travel/Asia/Japan', ['R5_2001.jpg', 'R5_2002.jpg', 'R5_2003.jpg']],
  ['Import/FromFile/Japan', ['R5_2001.jpg', 'R5_2002.jpg']],
  ['Travel/Europe/France/Paris', ['Été à Paris (1).jpg']],
  ['a/b', ['P1000123.jpg']],
  ['todo', ['DSC_0103.NEF.jpg']],
];

function changesSomething({ request, response }: Recording): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || response.status >= 400) return false;
  return !/^\/api\/(search|download)\/|bulk-upload-check$/.test(request.path);
}

/** Recordings of all topics that still show the seeded state. */
function unchangedRecordings(): Recording[] {
  return recordedTopics().flatMap((topic) => {
    const recordings = loadRecordings(topic);
    const firstChange = recordings.findIndex(changesSomething);
    return firstChange === -1 ? recordings : recordings.slice(0, firstChange);
  });
}

function walk(value: unknown, visit: (object: object) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value);
  for (const inner of Object.values(value)) walk(inner, visit);
}

/** Every asset in `recordings`, each with all that any of them says about it. */
function assetsIn(recordings: Recording[], into: Map<string, SeededAsset>): void {
  walk(
    recordings.map(({ response }) => response.body),
    (object) => {
      const parsed = asset.safeParse(object);
      if (!parsed.success) return;
      const known = into.get(parsed.data.id);
      into.set(parsed.data.id, known === undefined ? parsed.data : { ...parsed.data, ...known });
    },
  );
}

/** EXIF that only later answers show: of pictures that were changed in other respects. */
function addLaterExif(assets: Map<string, SeededAsset>): void {
  walk(
    recordedTopics().map((topic) => loadRecordings(topic).map(({ response }) => response.body)),
    (object) => {
      const parsed = asset.safeParse(object);
      const known = parsed.success ? assets.get(parsed.data.id) : undefined;
      if (known !== undefined) known.exifInfo ??= parsed.data?.exifInfo;
    },
  );
}

/** Where pictures without recorded EXIF were taken, from the map. */
function addPlacesOfMarkers(assets: Map<string, SeededAsset>): void {
  const marker = z.object({ id: z.string(), lat: z.number(), lon: z.number() });
  const place = z.object({ city: z.string().nullable(), state: z.string().nullable(), country: z.string().nullable() });
  walk(
    loadRecordings('map').map(({ response }) => response.body),
    (object) => {
      const parsed = marker.extend(place.shape).safeParse(object);
      const known = parsed.success ? assets.get(parsed.data.id) : undefined;
      if (known === undefined || known.exifInfo !== undefined || !parsed.success) return;
      const { lat, lon, city, state, country } = parsed.data;
      known.exifInfo = { latitude: lat, longitude: lon, city, state, country };
    },
  );
}

/** The second and third archived and trashed pictures differ from the first only in their dates. */
function addExifOfSiblings(assets: Map<string, SeededAsset>): void {
  for (const asset of assets.values()) {
    const first = asset.originalFileName.replace(/_me_\d/, '_me_1');
    const sibling = [...assets.values()].find(({ originalFileName }) => originalFileName === first);
    if (asset.exifInfo !== undefined || sibling === undefined) continue;
    asset.exifInfo = { ...sibling.exifInfo, dateTimeOriginal: asset.fileCreatedAt, modifyDate: asset.fileCreatedAt };
  }
}

function lockedAsset(like: SeededAsset): SeededAsset {
  return {
    ...like,
    id: lockedAssetId,
    originalFileName: 'locked_me.jpg',
    originalPath: '<upload>/locked_me.jpg',
    checksum: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    visibility: 'locked',
    isFavorite: false,
    duplicateId: null,
    tags: [],
  };
}

function answerTo(recordings: Recording[], name: string, path: string): unknown {
  const found = recordings.find((recording) => recording.name === name && recording.request.path === path);
  if (found === undefined) throw new Error(`No recording ${name} of ${path}`);
  return found.response.body;
}

const searchAnswer = z.object({ assets: z.object({ items: z.array(z.object({ id: z.string() })) }) });

/** Ids found by a search for exactly one thing: `{personIds: [id]}`, `{albumIds: [id]}`, `{tagIds: [id]}`. */
function foundBy(recordings: Recording[], field: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { request, response } of recordings) {
    const query = z.looseObject({ [field]: z.tuple([z.string()]) }).safeParse(request.body);
    const answer = searchAnswer.safeParse(response.body);
    if (request.path !== '/api/search/metadata' || !query.success || !answer.success) continue;
    if (response.__trimmed__ !== undefined) continue;
    found.set(
      query.data[field]?.toString() ?? '',
      answer.data.assets.items.map((item) => item.id),
    );
  }
  return found;
}

/** A face with its rectangle, as recorded where its asset was asked for. */
export interface SeededFace {
  id: string;
  assetId: string;
  personId: string | null;
  imageWidth: number;
  imageHeight: number;
  boundingBoxX1: number;
  boundingBoxY1: number;
  boundingBoxX2: number;
  boundingBoxY2: number;
  sourceType: 'machine-learning' | 'exif' | 'manual';
}

export interface SeededState {
  users: z.infer<typeof user>[];
  apiKeys: (z.infer<typeof apiKey> & { userId: string; heldBy: 'full' | 'readOnly' | 'bob' })[];
  assets: SeededAsset[];
  tags: z.infer<typeof tag>[];
  tagAssets: { tagId: string; assetId: string }[];
  albums: z.infer<typeof album>[];
  albumAssets: { albumId: string; assetId: string }[];
  sharedLinks: z.infer<typeof sharedLink>[];
  people: z.infer<typeof person>[];
  faces: SeededFace[];
  stack: { id: string; primaryAssetId: string; assetIds: string[] };
  /** All in one album. */
  activities: (z.infer<typeof activity> & { albumId: string })[];
}

function tagLinks(recordings: Recording[], assets: SeededAsset[], tags: SeededState['tags']): SeededState['tagAssets'] {
  const links = new Map<string, { tagId: string; assetId: string }>();
  const add = (tagId: string | undefined, assetId: string) => {
    if (tagId !== undefined) links.set(`${tagId} ${assetId}`, { tagId, assetId });
  };
  const idOf = (value: string) => tags.find((candidate) => candidate.value === value)?.id;
  for (const { id, tags: own } of assets) for (const one of own ?? []) add(one.id, id);
  const leaf = idOf('a/b/c');
  for (const assetId of foundBy(recordings, 'tagIds').get(leaf ?? '') ?? []) add(leaf, assetId);
  for (const [value, names] of untoldTags) {
    for (const { id, originalFileName } of assets) if (names.includes(originalFileName)) add(idOf(value), id);
  }
  return [...links.values()];
}

function albumLinks(recordings: Recording[], assets: SeededAsset[]): SeededState['albumAssets'] {
  const found = foundBy(recordings, 'albumIds');
  const family = assets.filter(({ originalFileName: name }) =>
    familyAlbum.some((rule) => name.match(rule)?.[0] === name),
  );
  found.set(
    familyAlbumId,
    family.map(({ id }) => id),
  );
  const split = answerTo(recordings, 'info-split', '/api/download/info');
  const best = z.object({ archives: z.array(z.object({ assetIds: z.array(z.string()) })) }).parse(split);
  found.set(
    '45b38c9c-e701-4829-b6f9-468b8e9d4d5b',
    best.archives.flatMap(({ assetIds }) => assetIds),
  );
  return [...found].flatMap(([albumId, ids]) => ids.map((assetId) => ({ albumId, assetId })));
}

const recordedFaces = z.array(
  z.object({
    id: z.string(),
    imageWidth: z.number(),
    imageHeight: z.number(),
    boundingBoxX1: z.number(),
    boundingBoxY1: z.number(),
    boundingBoxX2: z.number(),
    boundingBoxY2: z.number(),
    sourceType: z.enum(['machine-learning', 'exif', 'manual']),
    person: z.object({ id: z.string() }).nullable(),
  }),
);

/** The faces that were asked for, as they were answered to their owner. */
function facesAskedFor(recordings: Recording[]): SeededFace[] {
  return recordings.flatMap(({ request, response }) => {
    const isAnswer = request.path === '/api/faces' && request.headers.key === 'full' && response.status === 200;
    if (!isAnswer) return [];
    const faces = recordedFaces.parse(response.body);
    const assetId = String(request.query?.id);
    return faces.map(({ person, ...face }) => ({ ...face, assetId, personId: person?.id ?? null }));
  });
}

/** All faces; of those whose rectangles nobody asked for, Bob's are leftmost, as the order of people in answers shows. */
function allFaces(recordings: Recording[], people: SeededState['people'], assets: SeededAsset[]): SeededState['faces'] {
  const faces = facesAskedFor(recordings);
  const fromLeft = ['c67dd229', '9c3ec205', 'eb47710c', '29adcc9b', 'e9d2733c'];
  const add = (personId: string, assetId: string) => {
    if (faces.some((face) => face.personId === personId && face.assetId === assetId)) return;
    const left = 100 * fromLeft.indexOf(personId.slice(0, 8));
    faces.push({
      id: `face0000-0000-4000-8000-${faces.length.toString().padStart(12, '0')}`,
      assetId,
      personId,
      imageWidth: 2000,
      imageHeight: 1500,
      boundingBoxX1: left,
      boundingBoxY1: 100,
      boundingBoxX2: left + 80,
      boundingBoxY2: 200,
      sourceType: 'machine-learning',
    });
  };
  for (const [personId, ids] of foundBy(recordings, 'personIds')) for (const id of ids) add(personId, id);
  const named = (name: string) => people.find((candidate) => candidate.name === name)?.id ?? '';
  const idOf = (name: string) => assets.find((candidate) => candidate.originalFileName === name)?.id ?? '';
  for (const number of ['02', '04', '06', '08', '10']) add(named('Bob Example'), idOf(`family_${number}.jpg`));
  add(named('Alice Exampel'), idOf('DUP6_IMG_E1234.jpg'));
  return faces;
}

/** The links; the list shows only the first asset of the one that was asked for alone, too. */
function sharedLinksIn(recordings: Recording[]): SeededState['sharedLinks'] {
  const listed = z.array(sharedLink).parse(answerTo(recordings, 'list', '/api/shared-links'));
  const path = `/api/shared-links/${listed.find(({ type }) => type === 'INDIVIDUAL')?.id}`;
  const whole = sharedLink.parse(answerTo(recordings, 'get-individual-link-with-password', path));
  return listed.map((link) => (link.id === whole.id ? whole : link));
}

/** Puts the seeded state together. */
export function seededState(): SeededState {
  const recordings = unchangedRecordings();
  const found = new Map<string, SeededAsset>();
  assetsIn(recordings, found);
  addLaterExif(found);
  addPlacesOfMarkers(found);
  addExifOfSiblings(found);
  const archived = [...found.values()].find(({ originalFileName }) => originalFileName === 'archive_me_1.jpg');
  if (archived === undefined) throw new Error('The recordings show no archived picture');
  const assets = [...found.values(), lockedAsset(archived)];
  const me = user.parse(answerTo(recordings, 'me', '/api/users/me'));
  const bob = user.parse(answerTo(recordings, 'me-bob', '/api/users/me'));
  const keys = z.array(apiKey).parse(answerTo(recordings, 'list', '/api/api-keys'));
  const tags = z.array(tag).parse(answerTo(recordings, 'list', '/api/tags'));
  const people = z.object({ people: z.array(person) }).parse(answerTo(recordings, 'list-with-hidden', '/api/people'));
  const stack = z
    .array(z.object({ id: z.string(), primaryAssetId: z.string(), assets: z.array(z.object({ id: z.string() })) }))
    .length(1)
    .parse(answerTo(recordings, 'list', '/api/stacks'))
    .map(({ id, primaryAssetId, assets }) => ({ id, primaryAssetId, assetIds: assets.map((member) => member.id) }));
  const activities = z.array(activity).parse(answerTo(recordings, 'list', '/api/activities'));
  const ownAlbums = z.array(album).parse(answerTo(recordings, 'list', '/api/albums'));
  return {
    users: [me, bob],
    apiKeys: [
      ...keys.map((key) => ({
        ...key,
        userId: me.id,
        heldBy: key.permissions.includes('all') ? ('full' as const) : ('readOnly' as const),
      })),
      {
        id: 'b0b0b0b0-0000-4000-8000-000000000000',
        name: 'lab-bob',
        permissions: ['all'],
        createdAt: me.createdAt,
        updatedAt: me.createdAt,
        userId: bob.id,
        heldBy: 'bob',
      },
    ],
    assets,
    tags,
    tagAssets: tagLinks(recordings, assets, tags),
    albums: ownAlbums,
    albumAssets: albumLinks(recordings, assets),
    sharedLinks: sharedLinksIn(recordings),
    people: people.people,
    faces: allFaces(recordings, people.people, assets),
    activities: activities.map((one) => ({ ...one, albumId: familyAlbumId })),
    stack: stack[0] ?? { id: '', primaryAssetId: '', assetIds: [] },
  };
}
