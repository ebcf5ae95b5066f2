/** The prompt that reviews duplicates: nothing goes that the person did not give up. */
import type { PromptArgument } from '../../catalog/prompt.ts';
import type { Step } from '../../catalog/prompt-text.ts';
import { success } from '../../catalog/result.ts';
import type { ImmichLibrary } from '../connection.ts';
import { readKeepRule } from '../duplicates/resolve/keep-rule.ts';
import { albumNames, beginningWith } from './completers.ts';
import { definePrompt } from './define.ts';
import { commonRules } from './rules.ts';

const rules = ['best', 'largest', 'oldest', 'newest'];
/** Before the name of a folder or album. */
const within = 'in:';

const keep: PromptArgument<ImmichLibrary> = {
  description: 'Which copy stays: best (unless told), largest, oldest, newest, or in: and a folder or album',
  problem: (value) =>
    readKeepRule(value) === undefined
      ? `must be ${rules.join(', ')}, or ${within} and the name of a folder or album`
      : undefined,
  completer: {
    tool: 'immich_albums_list',
    matches: async (typed, library, call) => {
      if (!typed.startsWith(within)) return success(beginningWith(typed, [...rules, within]));
      const albums = await albumNames.matches(typed.slice(within.length), library, call);
      return albums.ok ? success(albums.value.map((name) => `${within}${name}`)) : albums;
    },
  },
};

interface Wishes {
  readonly scope?: string;
  readonly keep?: string;
}

export const reviewDuplicates = definePrompt({
  name: 'immich/review_duplicates',
  title: 'Review duplicates',
  description: 'Goes through groups of duplicates with you and removes, stacks or keeps copies as you decide.',
  needs: ['immich_duplicates_list'],
  arguments: {
    scope: {
      description: 'What to look at, such as an album or a year; everything unless told',
      completer: albumNames,
    },
    keep,
  },
  script: (wishes: Wishes) => ({
    aim: 'Review the duplicates in this photo library together with the person. A deletion is their decision, never a default.',
    steps: [fetch(wishes), summarise, decide(wishes), act, confirm, report],
    rules: commonRules,
  }),
});

function fetch({ scope }: Wishes): Step {
  const lines = [
    'Call {immich_duplicates_list} with `analyze` true. While `cache_ready` is false, say how far it is, wait a little and call again; if it tells why it failed, pass that on and stop.',
    'Read all pages, from `page` 1 to `total_pages`.',
  ];
  return {
    title: 'Fetch the groups with their analysis',
    lines:
      scope === undefined
        ? lines
        : [...lines, 'Go on with the groups that `scope` means, by the albums, paths and dates of their assets.'],
  };
}

const summarise: Step = {
  title: 'Present a summary; nothing is changed yet',
  lines: [
    'Say how many groups there are, and from `all_pages`: how many assets are safe to delete and how much room that frees, how many are protected, how many groups need a review, how many are rather to be stacked or kept.',
    'Ask whether to begin with the groups that have nothing protected, or with all.',
  ],
};

function decide({ keep: rule }: Wishes): Step {
  return {
    title: 'Propose a decision for each group',
    lines: [
      rule === undefined
        ? 'Propose to keep `keep_id`, and give the reason in `why`.'
        : 'Propose to keep what the rule in `keep` chooses; where that is not `keep_id`, say what would be lost.',
      'The analysis ranks Live Photo, then format (RAW, HEIC, PNG or TIFF, JPEG, WebP, GIF), then resolution, then file size; favourites and albums only break ties.',
      'Favourites and album members (`protected_ids`) go only if the person agrees to each of them by name.',
      'The picture and the clip of a Live Photo are one thing: both stay or both go.',
      [
        'RAW with JPEG, bursts and edited copies are no waste; `suggest` marks them: propose to stack them with {immich_duplicates_resolve}, or to keep all.',
        'RAW with JPEG, bursts and edited copies are no waste; `suggest` marks them: propose to keep all.',
      ],
      [
        'Where a group has a `caution`, or the facts do not decide, look at the pictures with {immich_assets_view} first.',
        'Where a group has a `caution`, or the facts do not decide, ask the person to look at the pictures first.',
      ],
      'Ask instead of proposing where several copies are favourites, where copies are in different albums, and where format and resolution are equal and the sizes differ by less than 5 %.',
      'In a group of more than two, name every copy that would go.',
    ],
  };
}

const act: Step = {
  title: 'Turn the decisions into actions',
  lines: [
    'Keep one, trash or stack the rest: {immich_duplicates_resolve}, for several groups in one plan. Albums, favourite, tags, rating, description and place of the others pass to the one that stays.',
    'Delete single copies: {immich_duplicates_delete}.',
    'Keep all on purpose: {immich_duplicates_dismiss}. The group is no longer reported; no file is deleted.',
  ],
};

const confirm: Step = {
  title: 'Preview, and act after a yes',
  lines: [
    'Call {immich_duplicates_resolve} with `dry_run` true first and show what it says: how many assets go, which, and which of them are protected. Pass `dry_run` false, with the plan that the preview names, only when the person agreed to it.',
    'The same holds for {immich_duplicates_delete} and {immich_duplicates_dismiss}.',
    'Assets go to the trash. `force` of {immich_duplicates_delete} and `permanent` of {immich_duplicates_resolve}, for a server without a trash, delete for good: only if the person asks for that in so many words.',
  ],
};

const report: Step = {
  title: 'Report',
  lines: [
    [
      'Take the counts from the answers of {immich_duplicates_resolve}, not from what was asked; name every item that failed, and why.',
      'Nothing can be deleted with the tools of this server: write the decisions down for the person, group by group, with file names and ids.',
    ],
  ],
};
