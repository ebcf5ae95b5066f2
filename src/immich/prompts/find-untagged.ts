/** The prompt that finds what nobody has put in order yet. */
import type { Step } from '../../catalog/prompt-text.ts';
import { type Lackable, lackable } from '../listing/without.ts';
import { choices, placeNames } from './completers.ts';
import { definePrompt } from './define.ts';
import { emptyPeriod, from, to } from './periods.ts';
import { commonRules } from './rules.ts';

interface Wishes {
  readonly missing?: string;
  readonly year?: string;
  readonly from?: string;
  readonly to?: string;
  readonly place?: string;
}

export const findUntagged = definePrompt({
  name: 'immich/find_untagged',
  title: 'Find what is not in order',
  description:
    'Finds assets that are in no album or have no tags, no people or no description, and puts them in order with you.',
  needs: ['immich_search_metadata'],
  arguments: {
    missing: {
      description: `What they lack: ${lackable.join(', ')}; each of these unless told`,
      problem: (value) =>
        lackable.some((part) => part === value) ? undefined : `must be one of ${lackable.join(', ')}`,
      completer: choices(lackable),
    },
    year: {
      description: 'A single year',
      problem: (value) => (/^\d{4}$/.test(value) ? undefined : 'must be a year such as 2024'),
    },
    from,
    to,
    place: { description: 'City or country', completer: placeNames },
  },
  conflict: ({ year, ...period }) =>
    year !== undefined && (period.from !== undefined || period.to !== undefined)
      ? 'year and from or to exclude each other'
      : emptyPeriod(period),
  script: (wishes: Wishes) => ({
    aim: 'Find the pictures in this library that nobody has put in order yet, and put them in order together with the person.',
    steps: [measure(wishes), choose, goThrough, suggest(wishes), apply, handOver],
    rules: commonRules,
  }),
});

function measure(wishes: Wishes): Step {
  const { missing, year, from: after, to: before, place } = wishes;
  const narrowing = [
    ...(year === undefined ? [] : ['`taken_after` and `taken_before` both from `year`']),
    ...(after === undefined ? [] : ['`taken_after` from `from`']),
    ...(before === undefined ? [] : ['`taken_before` from `to`']),
    ...(place === undefined ? [] : ['`city` or `country` from `place`']),
  ];
  const searches = wantedParts(wishes).map((part) => `\`without: ["${part}"]\``);
  return {
    title: 'Measure',
    lines: [
      'Take the size of the library from {immich_assets_statistics}; archived assets count there, and the searches leave them out unless `is_archived` is true.',
      `Call {immich_search_metadata} with \`page_size\` 1 and ${searches.join(', then ')}; \`total\` is the true count.`,
      ...(missing === undefined
        ? ['Once more with `without: ["album", "tags"]`: what has neither is what nobody has touched.']
        : []),
      ...(narrowing.length === 0 ? [] : [`In every one of these searches: ${narrowing.join(', ')}.`]),
      'If a search is refused because there is too much to look through, take it year by year.',
    ],
  };
}

const choose: Step = {
  title: 'Present the counts and ask where to begin',
  lines: ['Say for each count what share of the library it is, and propose the smallest useful beginning.'],
};

const goThrough: Step = {
  title: 'Go through them in batches',
  lines: [
    'Read 50 to 100 assets a page with the same search; go on with `nextPage`.',
    'Group them by day and place: neighbours in time and place belong to one occasion.',
  ],
};

/** For each thing that can be lacking: how to come to a suggestion. */
const suggestions: Readonly<Record<Lackable, readonly string[]>> = {
  album: ['No album: suggest an album of {immich_albums_list} that fits, or a new one for an occasion.'],
  tags: ['No tags: suggest tags that exist, from {immich_tags_list}, before new ones.'],
  people: [
    'No people: say so. Faces are recognised by the library itself; {immich_people_list} tells whom it knows, and who has no name yet.',
  ],
  description: [
    'No description: suggest one from facts, such as the date, place and people in {immich_assets_get}.',
    'Where the facts say too little, look at the picture with {immich_assets_view} and describe what is to be seen, without guessing names.',
  ],
};

function suggest(wishes: Wishes): Step {
  return {
    title: 'Suggest, and wait for a yes',
    lines: [
      ...wantedParts(wishes).flatMap((part) => suggestions[part]),
      'Show each batch as a list: asset, what it lacks, what you suggest.',
    ],
  };
}

function wantedParts({ missing }: Wishes): readonly Lackable[] {
  return missing === undefined ? lackable : lackable.filter((part) => part === missing);
}

const apply: Step = {
  title: 'Apply what was agreed',
  lines: [
    'Descriptions, one asset at a time: {immich_assets_update}.',
    'Tags: {immich_tag_assets}; a new one first with {immich_tags_create}, where `/` makes a tag below another.',
    'Names of people: {immich_people_update}.',
    [
      'Search again after the last {immich_assets_update}: `total` must have fallen by what was done. Name every item that failed, and why.',
      'Nothing can be changed with the tools of this server: give the person the list, with file names and ids.',
    ],
  ],
};

const handOver: Step = {
  title: 'Hand over to albums',
  lines: [
    'For an occasion that deserves an album, propose the prompt `immich/organize_album` with `from`, `to` and `place` of that occasion, or make it at once with {immich_albums_create} once name and number are agreed.',
  ],
};
