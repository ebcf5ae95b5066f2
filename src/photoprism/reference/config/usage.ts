/** PhotoPrism's settings of quotas. */
import { type ConfigSection, option } from './option.ts';

export const usage: ConfigSection = {
  title: 'Usage',
  options: [
    option('usage-info', 'false', 'Tells people in the interface how full the storage is.'),
    option('files-quota', '0', 'Gigabytes that all indexed files may take together; 0 sets no limit.'),
    option('users-quota', '', 'How many accounts there may be.', { editions: ['pro'] }),
  ],
};
