/** Immich's system settings of what it does by itself, and when. */
import type { AdminConfigDto } from '@immich/sdk';
import type { SettingTable } from './setting.ts';

export const backup: SettingTable<AdminConfigDto['backup']> = {
  'database.enabled': ['true', 'Saves the database regularly; files are not part of it.'],
  'database.cronExpression': ['0 02 * * *', 'When the database is saved, in cron notation.'],
  'database.keepLastAmount': ['14', 'Newest backups of the database that are not deleted.'],
};

export const job: SettingTable<AdminConfigDto['job']> = {
  'backgroundTask.concurrency': ['5', 'Small tasks that run at once.'],
  'smartSearch.concurrency': ['2', 'Assets that are prepared for smart search at once.'],
  'metadataExtraction.concurrency': ['5', 'Files whose metadata is read at once.'],
  'faceDetection.concurrency': ['2', 'Assets that faces are looked for in at once.'],
  'search.concurrency': ['5', 'Search tasks that run at once.'],
  'sidecar.concurrency': ['5', 'XMP files that are read or written at once.'],
  'library.concurrency': ['5', 'Tasks of external libraries that run at once.'],
  'migration.concurrency': ['5', 'Files that are moved at once.'],
  'thumbnailGeneration.concurrency': ['3', 'Assets that images are made of at once.'],
  'videoConversion.concurrency': ['1', 'Videos that are transcoded at once.'],
  'notifications.concurrency': ['5', 'Messages that are sent at once.'],
  'ocr.concurrency': ['1', 'Assets that text is read from at once.'],
  'workflow.concurrency': ['5', 'Workflows that run at once.'],
  'integrityCheck.concurrency': ['1', 'Integrity checks that run at once.'],
  'editor.concurrency': ['2', 'Edited images that are made at once.'],
};

export const integrityChecks: SettingTable<AdminConfigDto['integrityChecks']> = {
  'missingFiles.enabled': ['true', 'Looks for assets whose file is gone.'],
  'missingFiles.cronExpression': ['0 03 * * *', 'When it looks for missing files, in cron notation.'],
  'untrackedFiles.enabled': ['true', 'Looks for files that belong to no asset.'],
  'untrackedFiles.cronExpression': ['0 03 * * *', 'When it looks for files without an asset, in cron notation.'],
  'checksumFiles.enabled': ['true', 'Looks for files that are no longer what was uploaded.'],
  'checksumFiles.cronExpression': ['0 03 * * *', 'When it looks for changed files, in cron notation.'],
  'checksumFiles.timeLimit': ['3600000', 'Milliseconds after which the look for changed files goes on another day.'],
  'checksumFiles.percentageLimit': ['1', 'Share of all assets, 0 to 1, after which that look goes on another day.'],
};

export const library: SettingTable<AdminConfigDto['library']> = {
  'scan.enabled': ['true', 'Looks regularly for changes in external libraries.'],
  'scan.cronExpression': ['0 0 * * *', 'When external libraries are looked through, in cron notation.'],
  'watch.enabled': ['false', 'Notices changes in external libraries at once, where the disk tells of them.'],
};

export const metadata: SettingTable<AdminConfigDto['metadata']> = {
  'faces.import': ['false', 'Takes over faces and names that other programs wrote into files.'],
};

export const nightlyTasks: SettingTable<AdminConfigDto['nightlyTasks']> = {
  startTime: ['00:00', 'When the tasks of the night begin, HH:MM.'],
  databaseCleanup: ['true', 'Clears old records out of the database.'],
  missingThumbnails: ['true', 'Makes images of assets that have none.'],
  clusterNewFaces: ['true', 'Sorts faces by person that were left over.'],
  generateMemories: ['true', 'Picks what happened on this day in other years.'],
  syncQuotaUsage: ['true', "Counts anew how much of each user's quota is used."],
};

export const reverseGeocoding: SettingTable<AdminConfigDto['reverseGeocoding']> = {
  enabled: ['true', 'Gives coordinates the names of a city, state and country, without asking anybody.'],
};

export const storageTemplate: SettingTable<AdminConfigDto['storageTemplate']> = {
  enabled: ['false', 'Moves originals into folders by a pattern.'],
  hashVerificationEnabled: ['true', 'Checks each original after it was moved.'],
  template: [
    '{{y}}/{{y}}-{{MM}}-{{dd}}/{{filename}}',
    'Pattern of the folders and names of originals, in Handlebars notation.',
  ],
};

export const trash: SettingTable<AdminConfigDto['trash']> = {
  enabled: ['true', 'Keeps what is deleted for a while; without it deleting is final.'],
  days: ['30', 'Days until the trash deletes for good; 0 does so at once.'],
};
