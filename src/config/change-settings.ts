/** What may be changed, after which questions, and how long it can be taken back. */
import { type ProtectedSet, readProtectedSets } from '../catalog/protected-sets.ts';
import { type ConfirmPolicy, confirmPolicies } from '../catalog/reviewer.ts';
import { count, number, oneOf } from './read.ts';
import { setting } from './setting.ts';

export const changeSettings = {
  confirm: setting<ConfirmPolicy>({
    env: 'ALBUMEN_CONFIRM',
    flag: '--confirm <policy>',
    describe:
      'Which changes need an agreed preview: `preview` (what cannot be undone, favourites and album members that would be deleted, much at once), `always`, `ask` (the person, through the client), `off`',
    fallback: 'preview',
    read: oneOf(confirmPolicies, 'preview'),
  }),
  confirmAbove: setting({
    env: 'ALBUMEN_CONFIRM_ABOVE',
    flag: '--confirm-above <count>',
    describe: 'Items above which a change is much at once',
    fallback: '100',
    read: count(100),
  }),
  protect: setting<readonly ProtectedSet[]>({
    env: 'ALBUMEN_PROTECT',
    flag: '--protect <sets>',
    describe:
      'What no tool may delete, whoever agrees: a comma-separated list of `favorites`, `album:<name or id>`, `tag:<path or id>`, `person:<name or id>`',
    form: {
      title: 'Never delete',
      kind: 'text',
      ask: 'What nothing may delete, whoever agrees, for example: favorites, album:Family, tag:Best, person:Anna.',
    },
    read: (value) => readProtectedSets(value ?? ''),
  }),
  maxDeleted: setting({
    env: 'ALBUMEN_MAX_DELETED',
    flag: '--max-deleted <count>',
    describe: 'Assets that one change may delete, trash included',
    fallback: '1000',
    read: count(1000),
  }),
  maxDeletedPerHour: setting({
    env: 'ALBUMEN_MAX_DELETED_PER_HOUR',
    flag: '--max-deleted-per-hour <count>',
    describe: 'Assets that all changes of an hour may delete',
    fallback: '3000',
    read: count(3000),
  }),
  maxChanged: setting({
    env: 'ALBUMEN_MAX_CHANGED',
    flag: '--max-changed <count>',
    describe: 'Items that one change may touch',
    fallback: '10000',
    read: count(10_000),
  }),
  maxChangedPerHour: setting({
    env: 'ALBUMEN_MAX_CHANGED_PER_HOUR',
    flag: '--max-changed-per-hour <count>',
    describe: 'Items that all changes of an hour may touch',
    fallback: '50000',
    read: count(50_000),
  }),
  journalDays: setting({
    env: 'ALBUMEN_JOURNAL_DAYS',
    flag: '--journal-days <days>',
    describe: 'How long changes stay in the journal and can be taken back',
    fallback: '365',
    read: number(365, 1, 36_500),
  }),
  journalMb: setting({
    env: 'ALBUMEN_JOURNAL_MB',
    flag: '--journal-mb <megabytes>',
    describe: 'How large the journal may grow before the oldest changes are forgotten; those of the last day stay',
    fallback: '500',
    read: number(500, 1, 1_000_000),
  }),
};
