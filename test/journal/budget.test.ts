/** What the history tells stays below 10,000 tokens, whatever people and libraries wrote. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';

let library: RecordedLibrary;
let journal: Journal;

beforeAll(async () => {
  library = await openRecordedLibrary();
  ({ journal } = library);
});
afterAll(() => library.close());

const texts = {
  'long words': 'supercalifragilistic '.repeat(500),
  'rare signs': '𒀀𓀀🜁🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(500),
  'control characters': '\u0000\u001b\u2028"\\'.repeat(500),
  'random letters': Array.from({ length: 300 }, () => crypto.randomUUID().replaceAll('-', '')).join(''),
};

test.each(Object.entries(texts))('with %s', async (_, text) => {
  const state = Object.fromEntries(Array.from({ length: 20 }, (__, number) => [`field${number}`, text]));
  const items = Array.from({ length: 100 }, () => ({
    kind: 'asset',
    id: crypto.randomUUID(),
    before: { albumId: crypto.randomUUID(), inAlbum: false, ...state },
    after: { albumId: crypto.randomUUID(), inAlbum: true, ...state, field0: `${text}!` },
  }));
  const undoes = Array.from({ length: 30 }, () => `c${crypto.randomUUID().slice(0, 9)}`);
  let id = '';
  for (let number = 0; number < 50; number++) {
    const intent = { caller: text, tool: 'immich_shared_links_update', effect: 'change', library: 'local' } as const;
    id = await journal.begin({ ...intent, arguments: state, undoes, items: number < 49 ? [] : items });
    const ended = items.map((item) => ({ id: item.id, ok: false, error: text }));
    await journal.end(id, { status: 'failed', items: number < 49 ? [] : ended, note: text });
  }
  const list = await library.call('history_list', { page_size: 50 });
  expect(list.data.changes).toHaveLength(50);
  expect(countTokens(list.text)).toBeLessThan(10_000);
  const show = await library.call('history_show', { change_id: id });
  expect(show.data.details).toHaveLength(100);
  expect(countTokens(show.text)).toBeLessThan(10_000);
});
