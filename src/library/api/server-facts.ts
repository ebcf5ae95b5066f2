/** What the server says about itself. It speaks the API of one Immich release, and tells clients so. */
import type {
  ServerAboutResponseDto,
  ServerConfigDto,
  ServerFeaturesDto,
  ServerMediaTypesResponseDto,
  ServerVersionResponseDto,
} from '@immich/sdk';
import { assetTypeOf, mediaExtensions, mimeTypeOfName } from '../media/mime-types.ts';
import { minimumFaces } from '../store/people-queries.ts';

/** The release of Immich whose API is answered. */
export const spokenVersion = { major: 3, minor: 1, patch: 0, prerelease: null } satisfies ServerVersionResponseDto;

const versionText = `${spokenVersion.major}.${spokenVersion.minor}.${spokenVersion.patch}`;

/** The version in the history's form. */
export const versionNumber = versionText;

/** Native tools that Immich names and the local library does without are empty. */
export const about: ServerAboutResponseDto = {
  version: `v${versionText}`,
  versionUrl: `https://github.com/immich-app/immich/releases/tag/v${versionText}`,
  licensed: false,
  build: 'albumen',
  repository: '',
  sourceRef: '',
  sourceCommit: '',
  nodejs: process.version,
  exiftool: '',
  ffmpeg: '',
  libvips: '',
  imagemagick: '',
};

/** What works here. Smart search is full-text search, so it is always there. */
export const features: ServerFeaturesDto = {
  smartSearch: true,
  facialRecognition: false,
  duplicateDetection: true,
  map: false,
  reverseGeocoding: true,
  importFaces: true,
  sidecar: true,
  search: true,
  trash: true,
  oauth: false,
  oauthAutoLaunch: false,
  ocr: false,
  passwordLogin: false,
  configFile: false,
  email: false,
  realtimeTranscoding: false,
};

/** Nothing leaves the trash on its own: `trashDays` 0 means never. */
export const config: ServerConfigDto = {
  loginPageMessage: '',
  trashDays: 0,
  userDeleteDelay: 7,
  oauthButtonText: '',
  isInitialized: true,
  isOnboarded: true,
  externalDomain: '',
  publicUsers: true,
  mapDarkStyleUrl: '',
  mapLightStyleUrl: '',
  maintenanceMode: false,
  minFaces: minimumFaces,
};

/** File name extensions by kind, as uploads accept them. */
export function mediaTypes(): ServerMediaTypesResponseDto {
  const ofType = (type: 'IMAGE' | 'VIDEO') =>
    mediaExtensions()
      .filter((extension) => assetTypeOf(mimeTypeOfName(`x.${extension}`) ?? '') === type)
      .map((extension) => `.${extension}`);
  return { video: ofType('VIDEO'), image: ofType('IMAGE'), sidecar: ['.xmp'] };
}
