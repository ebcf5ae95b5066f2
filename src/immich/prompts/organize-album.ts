/** The prompt that makes an album out of pictures that belong together. */
import type { Step } from '../../catalog/prompt-text.ts';
import { albumNames, peopleNames, placeNames, tagPaths } from './completers.ts';
import { definePrompt } from './define.ts';
import { emptyPeriod, from, to } from './periods.ts';
import { commonRules } from './rules.ts';

interface Wishes {
  readonly theme?: string;
  readonly album?: string;
  readonly person?: string;
  readonly place?: string;
  readonly tag?: string;
  readonly from?: string;
  readonly to?: string;
}

export const organizeAlbum = definePrompt({
  name: 'immich/organize_album',
  title: 'Organize an album',
  description: 'Finds what belongs together by date, event, person or place, and puts it into a new or existing album.',
  needs: ['immich_search_metadata'],
  arguments: {
    theme: { description: 'What the album is about, in a few words: an event, a subject' },
    album: { description: 'Name of the album, new or existing', completer: albumNames },
    person: { description: 'Who is in the pictures', completer: peopleNames },
    place: { description: 'City or country', completer: placeNames },
    tag: { description: 'A tag that the pictures have, or one below it', completer: tagPaths },
    from,
    to,
  },
  conflict: emptyPeriod,
  script: (wishes: Wishes) => ({
    aim: 'Put pictures that belong together into an album, together with the person.',
    steps: [understand(wishes), lookForAlbum, search(wishes), propose(wishes), fill, verify],
    rules: commonRules,
  }),
});

function understand(wishes: Wishes): Step {
  const nothingGiven = Object.values(wishes).every((value) => value === undefined);
  return {
    title: 'Understand the goal',
    lines: [
      nothingGiven
        ? 'Ask what the album is about: a date, an event, a person or a place.'
        : 'Take the goal from what was filled in; ask only for what is missing to search for it.',
      ...(nothingGiven ? ['Where the person has no idea yet, show with {immich_search_explore} what there is.'] : []),
    ],
  };
}

const lookForAlbum: Step = {
  title: 'Look for an album that exists already',
  lines: [
    'Search {immich_albums_list} by parts of the name, so that none is made twice.',
    'If one fits, ask whether to add to it or to make another; {immich_albums_get} shows what is in it.',
  ],
};

function search({ theme, person, place, tag, from: after, to: before }: Wishes): Step {
  const facts = [
    ...(person === undefined ? [] : ['`person_id` from `person`']),
    ...(place === undefined ? [] : ['`city` or `country` from `place`']),
    ...(tag === undefined ? [] : ['`tag_id` from `tag`']),
    ...(after === undefined ? [] : ['`taken_after` from `from`']),
    ...(before === undefined ? [] : ['`taken_before` from `to`']),
  ];
  return {
    title: 'Find the pictures',
    lines: [
      facts.length === 0
        ? 'By date, place, person, tag, camera or file name: {immich_search_metadata}.'
        : `Call {immich_search_metadata} with ${facts.join(', ')}.`,
      ...(person === undefined
        ? ['{immich_people_list} tells whom the library knows by name.']
        : ['If nobody is known by that name, {immich_people_list} tells who is.']),
      theme === undefined
        ? 'By what a picture shows: {immich_search_smart}. Its results are ranked guesses: keep those that fit.'
        : 'Search for `theme`, in words for what such pictures show, with {immich_search_smart}. Its results are ranked guesses: keep those that fit.',
      'Where both searches are needed, an asset belongs to the album if it fits both.',
      'Look at a few doubtful ones with {immich_assets_view}.',
    ],
  };
}

function propose({ album }: Wishes): Step {
  return {
    title: 'Propose, and wait for a yes',
    lines: [
      album === undefined
        ? 'Propose a name after its kind: date "2024-06 Summer", event "Anna\'s wedding 2024", person "Grandma 1990-2010", place "Lisbon 2023".'
        : 'Use the name in `album`.',
      'Say how many assets there are, from when to when, where, and name a few of them. Change nothing before the person agreed to the name and the number.',
    ],
  };
}

const fill: Step = {
  title: 'Fill the album',
  lines: [
    [
      'Make a new album with {immich_albums_create} and the first assets; add to an existing one with {immich_albums_add_assets}. Above 500 assets, send the rest in calls of 500 each.',
      'Nothing can be changed with the tools of this server: give the person the name and the list of assets, with file names and ids.',
    ],
    '{immich_albums_add_assets} counts assets apart that are in the album already: that is no failure.',
  ],
};

const verify: Step = {
  title: 'Verify',
  lines: [
    'Open the album with {immich_albums_get}: `assetCount` must be what was agreed, less what {immich_albums_add_assets} says could not be added, and why. Report name, number and address.',
  ],
};
