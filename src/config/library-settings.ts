/** Which library is served, and where its files are. */
import { join } from 'node:path';
import * as z from 'zod';
import { success } from '../catalog/result.ts';
import { count, folders, number, serverAddress, text, wholePath } from './read.ts';
import { setting } from './setting.ts';

export const librarySettings = {
  immichBaseUrl: setting({
    env: 'IMMICH_BASE_URL',
    flag: '--immich-base-url <url>',
    describe: 'Address of the Immich server; without it the local library is used',
    form: {
      title: 'Immich address',
      kind: 'text',
      ask: 'For photos on an Immich server: its address as in your browser, such as http://192.168.1.5:2283. It needs the key, too.',
    },
    read: serverAddress,
  }),
  immichApiKey: setting({
    env: 'IMMICH_API_KEY',
    describe: 'API key of the Immich user',
    fromFile: true,
    form: { title: 'Immich API key', kind: 'text', ask: 'Made in Immich: Account Settings > API Keys > New API Key.' },
    read: text(
      z
        .string()
        .regex(/^[\x21-\x7e]+$/, 'must be one line without spaces')
        .optional(),
    ),
  }),
  immichExternalUrl: setting({
    env: 'IMMICH_EXTERNAL_URL',
    flag: '--immich-external-url <url>',
    describe: 'Public address of Immich, used in links',
    fallback: 'IMMICH_BASE_URL',
    read: serverAddress,
  }),
  immichTimeout: setting({
    env: 'IMMICH_TIMEOUT',
    flag: '--immich-timeout <seconds>',
    describe: 'Seconds to wait for one answer of the library',
    fallback: '30',
    read: number(30, 0.1, 3600),
  }),
  immichMaxRetries: setting({
    env: 'IMMICH_MAX_RETRIES',
    flag: '--immich-max-retries <count>',
    describe: 'Further tries after a passing fault, for requests that are safe to repeat',
    fallback: '3',
    read: count(3, 10),
  }),
  publicUrl: setting({
    env: 'ALBUMEN_PUBLIC_URL',
    flag: '--public-url <url>',
    describe:
      'Public address at which `albumen library serve` can be reached, used in shared links of the local library',
    read: serverAddress,
  }),
  dataDir: setting({
    env: 'ALBUMEN_DATA_DIR',
    flag: '--data-dir <folder>',
    describe: "Where Albumen keeps its own data: the local library's database, previews, uploads",
    fallback: '~/.albumen',
    read: (value) => success(wholePath(value ?? join('~', '.albumen'))),
  }),
  pictureCacheMb: setting({
    env: 'ALBUMEN_PICTURE_CACHE_MB',
    flag: '--picture-cache-mb <megabytes>',
    describe: 'Room on disk for pictures that a server sent and that may be looked at again; 0 keeps none',
    fallback: '256',
    read: number(256, 0, 1_000_000),
  }),
  photos: setting({
    env: 'ALBUMEN_PHOTOS',
    flag: '--photos <folders>',
    describe: 'Folders of the local library, indexed in place and never written to',
    folders: true,
    form: {
      title: 'Folder of photos',
      kind: 'folder',
      ask: 'For photos on this computer: Albumen indexes them itself and never writes to the folder. Used where no Immich address is given.',
    },
    read: folders,
  }),
  uploadDirs: setting({
    env: 'ALBUMEN_UPLOAD_DIRS',
    flag: '--upload-dirs <folders>',
    describe: 'Folders that immich_assets_upload may read files from; none by default',
    folders: true,
    form: {
      title: 'Folder for uploads',
      kind: 'folder',
      ask: 'Where photos may be taken from that are to be added to the library. Empty: from nowhere.',
    },
    read: folders,
  }),
};
