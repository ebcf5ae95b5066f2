/** PhotoPrism's settings of how and when files are looked through. */
import { type ConfigSection, option } from './option.ts';

export const indexing: ConfigSection = {
  title: 'Indexing',
  options: [
    option('index-workers', 'auto', 'Files that are looked through at once; auto goes by the number of cores.', {
      environment: 'PHOTOPRISM_INDEX_WORKERS, PHOTOPRISM_WORKERS',
    }),
    option('index-schedule', '', 'When the originals are looked through anew, in cron notation; never when empty.'),
    option('wakeup-interval', '15m0s', 'How often background jobs look for something to do, one second to a day.'),
    option('auto-index', '300', 'Seconds after a change over WebDAV until it is indexed; -1 for never.'),
    option('auto-import', '-1', 'Seconds after an upload over WebDAV until it is imported; -1 for never.'),
  ],
};
