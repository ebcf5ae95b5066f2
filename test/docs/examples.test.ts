/** The conversations of docs/examples.md are held again; what they ask and get has to be what the page shows. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Conversation, holdConversations } from '../../scripts/conversations/all.ts';
import { openStage, type Stage } from '../../scripts/conversations/stage.ts';
import { writePage } from '../../scripts/conversations/write.ts';
import { realFfmpeg } from '../fixtures/ffmpeg.ts';
import { blocksIn } from './documents.ts';

let stage: Stage;
let held: readonly Conversation[] = [];

beforeAll(async () => {
  stage = await openStage();
  held = await holdConversations(stage);
}, 180_000);
afterAll(() => stage?.close());

interface Exchange {
  readonly tool: string;
  readonly args: readonly string[];
  readonly answer: readonly string[] | string;
}

/** What is the same each time: tools, and the names of arguments and of what comes back. */
function exchangesIn(page: string): Exchange[] {
  return blocksIn(page).map(({ lines }) => {
    const [asked = '', answered = ''] = lines.join('\n').replaceAll('\n  ', ' ').split('\n< ');
    const [, tool = '', args = ''] = /^> (\w+) ?(.*)$/s.exec(asked) ?? [];
    const answer = answered.startsWith('{') ? namesIn(answered) : answered;
    // Without ffmpeg the answer is a still, or the reason alone.
    return {
      tool,
      args: namesIn(args),
      answer: tool === 'view_video' && realFfmpeg === null ? 'not seen here' : answer,
    };
  });
}

function namesIn(shortened: string): string[] {
  return shortened === '' ? [] : Object.keys(JSON.parse(shortened.replace(/… \d+ more/g, '"…"')));
}

describe('the examples', () => {
  it('are as the program answers today: otherwise run npm run conversations', () => {
    const page = exchangesIn(readFileSync('docs/examples.md', 'utf8'));
    expect(page.length).toBeGreaterThan(12);
    expect(page).toEqual(exchangesIn(writePage(held, dirname(stage.photos))));
  });

  it('tell nothing of the machine on which they were held', () => {
    expect(writePage(held, dirname(stage.photos))).not.toContain(dirname(stage.photos));
  });

  it('leave the library as it was', async () => {
    const ask = await stage.atHome();
    expect((await ask('immich_albums_list', {})).data.total).toBe(0);
    expect((await ask('immich_duplicates_list', {})).data.total_groups).toBe(2);
    expect((await ask('immich_assets_statistics', {})).data.total).toBe(57);
  });
});
