/** PhotoPrism's settings of backups. */
import { type ConfigSection, option } from './option.ts';

export const backup: ConfigSection = {
  title: 'Backup',
  options: [
    option('backup-path', '', 'Folder that backups are written to; put it on another disk.'),
    option('backup-schedule', 'daily', 'When backups are made: daily, weekly, or a time in cron notation.'),
    option('backup-retain', '3', 'Newest database backups that are not deleted; -1 deletes none.'),
    option('backup-database', 'true', 'Includes the database in scheduled backups.'),
    option('backup-albums', 'true', 'Includes albums, as text files, in scheduled backups.'),
  ],
};
