/** Which tools there are. */
import { readToolsetChoice, type ToolsetChoice } from '../catalog/exposure.ts';
import { flag } from './read.ts';
import { setting } from './setting.ts';

export const exposureSettings = {
  toolsets: setting<ToolsetChoice>({
    env: 'ALBUMEN_TOOLSETS',
    flag: '--toolsets <choice>',
    describe: 'default, slim, all, or a comma-separated list, in which `default` stands for those of that choice',
    fallback: 'default',
    read: (value) => readToolsetChoice(value === undefined || value === '' ? 'default' : value),
  }),
  public: setting({
    env: 'ALBUMEN_PUBLIC',
    flag: '--public',
    describe:
      'Show the references (settings, search filters) over HTTP to whoever comes without a credential, and nothing else',
    fallback: 'false',
    read: flag,
  }),
  readOnly: setting({
    env: 'ALBUMEN_READ_ONLY',
    flag: '--read-only',
    describe: 'Offer only tools that change nothing',
    fallback: 'false',
    read: flag,
  }),
};
