/**
 * Everything that can be set in Immich: the environment variables of its containers, and the system settings that an
 * administrator finds on the website. Defaults as its source says, sentences of our own.
 * https://github.com/immich-app/immich/blob/main/server/src/dtos/config.dto.ts
 */
import type { AdminConfigDto } from '@immich/sdk';
import { environmentVariables } from './environment-variables.ts';
import * as access from './settings/access.ts';
import { machineLearning } from './settings/machine-learning.ts';
import * as media from './settings/media.ts';
import type { SettingRow } from './settings/setting.ts';
import * as work from './settings/work.ts';

type Table = Readonly<Record<string, SettingRow>>;

/** A setting: either an environment variable or the path of a system setting. */
export interface ConfigItem {
  readonly section: string;
  readonly environment?: string;
  readonly setting?: string;
  readonly default: string;
  readonly description: string;
}

/** Every part of the system settings, in the order of the alphabet; the compiler sees that none is missing. */
const settings: Readonly<Record<keyof AdminConfigDto, readonly [section: string, table: Table]>> = {
  backup: ['Backup', work.backup],
  ffmpeg: ['Video Transcoding', media.ffmpeg],
  image: ['Images', media.image],
  integrityChecks: ['Integrity Checks', work.integrityChecks],
  job: ['Jobs', work.job],
  library: ['External Libraries', work.library],
  logging: ['Logging', access.logging],
  machineLearning: ['Machine Learning Settings', machineLearning],
  map: ['Map', access.map],
  metadata: ['Metadata', work.metadata],
  newVersionCheck: ['Version Check', access.newVersionCheck],
  nightlyTasks: ['Nightly Tasks', work.nightlyTasks],
  notifications: ['Notifications', access.notifications],
  oauth: ['OAuth', access.oauth],
  passwordLogin: ['Password Login', access.passwordLogin],
  reverseGeocoding: ['Reverse Geocoding', work.reverseGeocoding],
  server: ['Server', access.server],
  storageTemplate: ['Storage Template', work.storageTemplate],
  templates: ['Email Templates', access.templates],
  theme: ['Theme', access.theme],
  trash: ['Trash', work.trash],
  user: ['Users', access.user],
};

/** Environment variables first, then system settings by their paths. */
export const configOptions: readonly ConfigItem[] = [
  ...Object.entries(environmentVariables).flatMap(([section, rows]) =>
    rows.map(([environment, byDefault, description]) => ({ section, environment, default: byDefault, description })),
  ),
  ...Object.entries(settings).flatMap(([part, [section, table]]) =>
    Object.entries(table).map(([path, [byDefault, description]]) => {
      return { section, setting: `${part}.${path}`, default: byDefault, description };
    }),
  ),
];
