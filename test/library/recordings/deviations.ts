/** Where the local library answers otherwise than Immich 3.1.0, and why. One table for all recordings. */

export interface Deviation {
  /** `topic/name` of the recording. */
  recording: string;
  reason: string;
  /** Our status, where it is another one; the bodies are then not compared. */
  status?: number;
  /** Beginnings of the places in the body that differ (`[].city` stands for any index); all of it when neither is given. */
  places?: string[];
}

/** Endpoints that the library does not have yet: their recordings are not asked. */
export const notServed: [path: RegExp, reason: string][] = [
  [/^\/api\/(tags|people|faces|person)(\/|$)/, 'tags, people and faces'],
  [/^\/api\/(stacks|duplicates|memories|partners|activities|shared-links)(\/|$)/, 'collections beyond albums'],
  [/^\/api\/(map|view|jobs|libraries|admin|notifications)(\/|$)/, 'map, folders, administration'],
  [/^\/api\/assets\/[^/]+\/(ocr|metadata|edits)(\/|$)/, 'text in pictures, client metadata, edits'],
  [/^\/api\/assets\/(copy|jobs|metadata)$/, 'copying, jobs'],
  [/^\/api\/assets\/[^/]+\/video\/stream\//, 'live transcoding'],
  [/^\/api\/albums\/[^/]+\/map-markers$/, 'map'],
  [/^\/api\/users\/me\/(calendar-heatmap|onboarding|license)$/, 'heat map, onboarding, licence'],
  [/^\/api\/users\/[^/]+\/profile-image$/, 'profile images'],
  [/^\/api\/server\/(apk-links|license|version-check)$/, 'application links, licence'],
];

const ownTools = 'it names its own build, and no native tools';
const ownAccount = 'no password to change, no storage label';

export const deviations: Deviation[] = [
  {
    recording: 'server/about',
    reason: ownTools,
    places: ['build', 'repository', 'source', 'nodejs', 'exiftool', 'ffmpeg', 'libvips'],
  },
  {
    recording: 'server/about-read-only-key',
    reason: ownTools,
    places: ['build', 'repository', 'source', 'nodejs', 'exiftool', 'ffmpeg', 'libvips'],
  },
  {
    recording: 'server/features',
    reason: 'smart search is full-text search; no map and no passwords',
    places: ['smartSearch', 'map', 'passwordLogin'],
  },
  {
    recording: 'server/config',
    reason: 'nothing leaves the trash by itself; no map tiles and no login from elsewhere',
    places: ['trashDays', 'oauthButtonText', 'mapDarkStyleUrl', 'mapLightStyleUrl', 'minFaces'],
  },
  { recording: 'server/media-types', reason: 'the same extensions in the order of the alphabet', places: ['image[]'] },
  { recording: 'users/me', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  { recording: 'users/me-read-only-key', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  { recording: 'users/update-me-name', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  { recording: 'errors/key-in-query', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  {
    recording: 'users/preferences',
    reason: 'what the library lacks is turned off, and settings cannot be changed',
    places: ['folders', 'memories', 'people', 'sharedLinks', 'emailNotifications', 'purchase'],
  },
  ...['search/metadata-ocr', 'search/metadata-ocr-other'].map((recording) => ({
    recording,
    reason: 'text in pictures is not read',
    places: ['assets.total', 'assets.count', 'assets.items'],
  })),
  {
    recording: 'search/metadata-with-people',
    reason: 'people are in the order of their faces, from left to right',
    places: ['assets.items[].people[]'],
  },
  { recording: 'search/random-3', reason: 'chance' },
  { recording: 'search/random-filtered', reason: 'chance', places: ['[]'] },
  { recording: 'search/cities', reason: 'a city shows its newest photo', places: ['[].'] },
  {
    recording: 'search/explore',
    reason: "only the caller's own photos in the timeline count, and a city shows its newest",
    places: ['[].items'],
  },
  {
    recording: 'search/places',
    reason: 'every place of that name, the most populous first; accents as in the gazetteer, no counties',
  },
  {
    recording: 'search/smart-machine-learning-off',
    reason: 'smart search is full-text search and needs no machine learning',
    status: 200,
  },
  ...['search/smart-no-query', 'search/smart-by-asset-machine-learning-off'].map((recording) => ({
    recording,
    reason: 'smart search is there, and says what it needs',
    places: ['message'],
  })),
];
