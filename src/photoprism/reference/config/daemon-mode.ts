/** PhotoPrism's settings of running in the background. */
import { type ConfigSection, option } from './option.ts';

export const daemonMode: ConfigSection = {
  title: 'Daemon Mode',
  options: [
    option('pid-filename', '', 'Where the number of the process is written down.'),
    option('log-filename', '', 'Where the log goes while nobody watches the terminal.'),
  ],
};
