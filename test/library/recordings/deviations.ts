/** Where the local library answers otherwise than Immich 3.1.0, and why. One table for all recordings. */

export interface Deviation {
  /** `topic/name` of the recording. */
  recording: string;
  reason: string;
  /** Our status, where it is another one; the bodies are then not compared. */
  status?: number;
  /** The answer differs by chance, and may agree by chance. */
  byChance?: true;
  /** Beginnings of the places in the body that differ (`[].city` stands for any index); all of it when neither is given. */
  places?: string[];
}

/** Endpoints that the library does not have yet: their recordings are not asked. */
export const notServed: [path: RegExp, reason: string][] = [
  [/^\/api\/(memories|partners)(\/|$)/, 'collections beyond albums'],
  [/^\/api\/(map|view|jobs|libraries|admin|notifications)(\/|$)/, 'map, folders, administration'],
  [/^\/api\/assets\/[^/]+\/(ocr|metadata|edits)(\/|$)/, 'text in pictures, client metadata, edits'],
  [/^\/api\/assets\/(copy|jobs|metadata)$/, 'copying, jobs'],
  [/^\/api\/assets\/[^/]+\/video\/stream\//, 'live transcoding'],
  [/^\/api\/download\/archive$/, 'archives'],
  [/^\/api\/users\/me\/(calendar-heatmap|onboarding|license)$/, 'heat map, onboarding, licence'],
  [/^\/api\/users\/[^/]+\/profile-image$/, 'profile images'],
  [/^\/api\/server\/(apk-links|license|version-check)$/, 'application links, licence'],
];

const ownTools = 'it names its own build, and no native tools';
const noPartners = 'nobody shares a whole library, so only own assets are tagged or go into an album';
const tagsAreFound = 'a tag is found however it was made, and can be renamed as in 3.2';
const ownAccount = 'no password to change, no storage label';

const times = ['fileCreatedAt', 'localDateTime'];
const atOnce = 'times and places follow an edit at once, not in a job later';
const statedZone = 'a zone that was stated outlives a change of place; the gazetteer writes accents';
const notCounted = 'locked pictures are not told to a key';

export const deviations: Deviation[] = [
  { recording: 'upload/check-empty', reason: 'a fault of 3.1.0 (500)', status: 400 },
  {
    recording: 'upload/get-after-video',
    reason: "a video's still needs ffmpeg, which the machine may have or not",
    byChance: true,
    places: ['thumbhash'],
  },
  {
    recording: 'upload/get-after-sidecar',
    reason: 'the file that stands for the recorded one states an orientation',
    places: ['exifInfo.orientation'],
  },
  {
    recording: 'assets/get-after-edit',
    reason: 'no edits of the picture yet',
    places: ['width', 'height', 'isEdited'],
  },
  { recording: 'assets/update-date', reason: atOnce, places: times },
  { recording: 'assets/update-date-bare', reason: atOnce, places: times },
  { recording: 'assets/update-date-nonsense', reason: 'a date that is none is refused, not guessed', status: 400 },
  { recording: 'assets/update-date-without-zone', reason: atOnce, places: times },
  { recording: 'assets/patch-alias', reason: atOnce, places: times },
  { recording: 'assets/update-gps', reason: atOnce, places: [...times, 'exifInfo'] },
  {
    recording: 'assets/get-after-gps',
    reason: statedZone,
    places: ['localDateTime', 'exifInfo.timeZone', 'exifInfo.state'],
  },
  {
    recording: 'assets/get-after-rating-and-description',
    reason: 'rejected stays rejected',
    places: ['exifInfo.rating'],
  },
  { recording: 'assets/get-after-rating-minus-one', reason: 'rejected stays rejected', places: ['exifInfo.rating'] },
  {
    recording: 'assets/get-after-bulk-update',
    reason: 'a zone that was named keeps its name',
    places: ['exifInfo.timeZone'],
  },
  { recording: 'assets/get-after-copy', reason: 'copying is not served', places: ['isFavorite'] },
  {
    recording: 'download/info-split',
    reason: 'no order is defined; ours is newest first',
    places: ['archives[].assetIds'],
  },
  { recording: 'download/info-user', reason: notCounted, places: ['archives[].assetIds'] },
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
    reason: 'smart search is full-text search, faces come from the files; no map and no passwords',
    places: ['smartSearch', 'duplicateDetection', 'importFaces', 'map', 'passwordLogin'],
  },
  {
    recording: 'server/config',
    reason: 'nothing leaves the trash by itself; no map tiles and no login from elsewhere',
    places: ['trashDays', 'oauthButtonText', 'mapDarkStyleUrl', 'mapLightStyleUrl'],
  },
  { recording: 'server/media-types', reason: 'the same extensions in the order of the alphabet', places: ['image[]'] },
  { recording: 'users/me', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  { recording: 'users/me-read-only-key', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  { recording: 'users/update-me-name', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  { recording: 'errors/body-not-json', reason: 'the position without line and column', places: ['message'] },
  { recording: 'errors/key-in-query', reason: ownAccount, places: ['storageLabel', 'shouldChangePassword'] },
  {
    recording: 'users/preferences',
    reason: 'what the library lacks is turned off, and settings cannot be changed',
    places: ['folders', 'memories', 'emailNotifications', 'purchase'],
  },
  ...['search/metadata-ocr', 'search/metadata-ocr-other'].map((recording) => ({
    recording,
    reason: 'text in pictures is not read',
    places: ['assets.total', 'assets.count', 'assets.items'],
  })),
  { recording: 'people/create-bad-birth-date', reason: 'a date that is none is refused, not a failure', status: 400 },
  { recording: 'search/random-3', reason: 'chance', byChance: true },
  { recording: 'search/random-filtered', reason: 'chance', byChance: true, places: ['[]'] },
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
  {
    recording: 'activities/like-asset-not-in-album',
    reason: 'what is not in the album is a bad request, not a failure',
    status: 400,
  },
  { recording: 'tags/update-name', reason: tagsAreFound, status: 200 },
  { recording: 'tags/update-nothing', reason: 'a fault of 3.1.0 (500)', status: 400 },
  { recording: 'tags/tag-assets-again', reason: noPartners, places: ['[].success', '[].error'] },
  {
    recording: 'tags/search-by-created-tag',
    reason: tagsAreFound,
    places: ['assets.total', 'assets.count', 'assets.items'],
  },
  { recording: 'tags/timeline-by-created-tag', reason: tagsAreFound, places: [''] },
  { recording: 'tags/asset-with-created-tag', reason: `tags by their paths; ${tagsAreFound}`, places: ['tags[]'] },
  ...['list', 'list-by-primary', 'get'].map((name) => ({
    recording: `stacks/${name}`,
    reason: 'behind the cover no order is defined; ours is by time',
    places: name === 'get' ? ['assets[]'] : ['[].assets[]'],
  })),
  { recording: 'stacks/bulk-delete-empty', reason: 'a fault of 3.1.0 (500)', status: 400 },
  { recording: 'timeline/buckets-of-partner', reason: 'nobody shares a whole library', status: 400 },
  { recording: 'timeline/bucket-bad', reason: 'a bad month is a bad request, not a failure', status: 400 },
  {
    recording: 'albums/list-by-asset',
    reason: 'an album with a link says so in every list',
    places: ['[].shared', '[].hasSharedLink'],
  },
  {
    recording: 'albums/create-role-owner',
    reason: 'a second owner is a bad request, not a failure',
    status: 400,
  },
  { recording: 'albums/assets-add', reason: noPartners, places: ['[].success', '[].error'] },
  ...['get-after-add', 'users-add', 'users-add-again', 'users-add-owner'].map((name) => ({
    recording: `albums/${name}`,
    reason: noPartners,
    places: ['endDate', 'assetCount'],
  })),
  {
    recording: 'albums/search-after-add',
    reason: noPartners,
    places: ['assets.total', 'assets.count', 'assets.items'],
  },
  ...['album-by-key', 'album-by-slug'].map((name) => ({
    recording: `shared-links/${name}`,
    reason: "visitors are told nobody's address",
    places: ['albumUsers[].user.email'],
  })),
  ...['asset-of-password-link-without-login', 'original-of-password-link-without-login'].map((name) => ({
    recording: `shared-links/${name}`,
    reason: 'a link with a password shows nothing without it',
    status: 401,
  })),
  {
    recording: 'shared-links/upload-by-key-not-allowed',
    reason: 'a link with a password asks for it first',
    places: ['message'],
  },
  {
    recording: 'duplicates/keeper-after',
    reason: statedZone,
    places: ['exifInfo.timeZone', 'exifInfo.state'],
  },
  {
    recording: 'duplicates/keeper-albums-after',
    reason: 'the keeper takes the place of its copy on the cover; a link counts as sharing in every list',
    places: ['[].albumThumbnailAssetId', '[].shared', '[].hasSharedLink'],
  },
];
