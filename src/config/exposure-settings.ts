/** Which tools there are. */
import { readToolsetChoice, type ToolsetChoice } from '../catalog/exposure.ts';
import { flag, oneOf } from './read.ts';
import { setting } from './setting.ts';

/** Whose names the tools can have. */
const toolNames = ['albumen', 'immich-photo-manager'] as const;
export type ToolNames = (typeof toolNames)[number];

export const exposureSettings = {
  toolsets: setting<ToolsetChoice>({
    env: 'ALBUMEN_TOOLSETS',
    flag: '--toolsets <choice>',
    describe: 'default, slim, all, or a comma-separated list, in which `default` stands for those of that choice',
    fallback: 'default',
    read: (value) => readToolsetChoice(value === undefined || value === '' ? 'default' : value),
  }),
  names: setting<ToolNames>({
    env: 'ALBUMEN_NAMES',
    flag: '--names <project>',
    describe:
      'Whose names the tools have: `albumen`, or `immich-photo-manager`, so that what was written for that project goes on working',
    fallback: 'albumen',
    read: oneOf(toolNames, 'albumen'),
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
    form: { title: 'Read-only', kind: 'switch', ask: 'Only look: nothing in the library can be changed.' },
    read: flag,
  }),
};
