/** Tools that say how the server is, and what it wrote into its log of errors. */
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import { page } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { readWholeList } from '../whole-list.ts';
import { textUpTo } from './arguments.ts';
import { defineTool } from './define.ts';

export const status = defineTool({
  name: 'photoprism_status',
  title: 'PhotoPrism status',
  description: 'Says whether PhotoPrism works, its version, what is turned off, and whose the access token is.',
  toolset: 'photoprism_files',
  effect: 'read',
  permission: 'view',
  scopes: ['config'],
  input: z.strictObject({}),
  output: z.looseObject({ status: z.string() }),
  async run(_, library, call) {
    const answer = await library.request(
      { path: ['status'], answer: z.object({ status: z.string().default('unknown') }) },
      call,
    );
    if (!answer.ok) return answer;
    const [config, user] = [await library.config(call), await library.userUid(call)];
    const token = user.ok ? (user.value === undefined ? 'of no user' : `of user ${user.value}`) : undefined;
    const facts = config.ok ? config.value : undefined;
    return success({
      data: {
        status: shortText(answer.value.body.status, 20),
        version: facts === undefined ? undefined : shortText(facts.version, 40),
        edition: facts?.edition === undefined ? undefined : shortText(facts.edition, 10),
        web_url: facts?.siteUrl === undefined ? undefined : shortText(facts.siteUrl, 60),
        read_only: facts?.readOnly || undefined,
        public: facts?.public || undefined,
        features_off: namesOf(facts?.features ?? {}, false),
        disabled: namesOf(facts?.disable ?? {}, true),
        token,
        config: config.ok ? undefined : shortText(config.failure.message, 100),
      },
    });
  },
});

function namesOf(flags: Readonly<Record<string, boolean>>, wanted: boolean): string[] | undefined {
  const names = Object.entries(flags).flatMap(([name, value]) => (value === wanted ? [shortText(name, 15)] : []));
  return names.length === 0 ? undefined : names.sort().slice(0, 50);
}

const errorRow = z.looseObject({
  Time: z.string().default('').catch(''),
  Level: z.string().default('').catch(''),
  Message: z.string().default('').catch(''),
});

/** So many of the longest messages stay below 10,000 tokens. */
const errorsPerPage = 40;

/** Entries of the log that are looked through. */
const mostErrors = 20_000;

export const errorsList = defineTool({
  name: 'photoprism_errors_list',
  title: 'List PhotoPrism errors',
  description: 'Lists errors and warnings of PhotoPrism, as of files that it could not index.',
  toolset: 'photoprism_files',
  effect: 'read',
  permission: 'manage',
  scopes: ['logs'],
  input: z.strictObject({ query: textUpTo(200).optional().describe('Part of the message'), page }),
  output: z.looseObject({ total: z.int(), errors: z.array(z.looseObject({ message: z.string() })) }),
  async run({ query, page: number }, library, call) {
    const all = await readWholeList(library, { path: ['errors'], row: errorRow, most: mostErrors }, call);
    if (!all.ok) return all;
    const wanted = foldText(query ?? '');
    const errors = all.value.rows.filter(({ Message }) => foldText(Message).includes(wanted));
    const size = errorsPerPage;
    return success({
      data: {
        ...tellPage({ page: number, wanted: size, size, total: errors.length }),
        total_is_at_least: all.value.complete ? undefined : true,
        errors: errors.slice((number - 1) * size, number * size).map(({ Time, Level, Message }) => ({
          time: shortText(Time, 10),
          level: shortText(Level, 5),
          message: shortText(Message, 70),
        })),
      },
    });
  },
});
