/** Photos of several files: which of them stands for the photo, and taking one out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecordedPhotoPrism, type RecordedPhotoPrism } from '../../fixtures/photoprism/recorded.ts';
import type { PhotoRow } from '../../fixtures/photoprism/rows.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';

let opened: RecordedPhotoPrism;
let stack: PhotoRow;
let single: PhotoRow;

beforeEach(async () => {
  opened = await openRecordedPhotoPrism();
  stack = addPhoto(opened.server.state, { Title: 'Pier', files: [{}, {}, {}] });
  single = addPhoto(opened.server.state, { Title: 'Alone' });
});
afterEach(() => opened.close());

const fileId = (number: number) => stack.Files[number]?.UID ?? '';
const primary = () => stack.Files.find(({ Primary }) => Primary)?.UID;
const change = (verb: 'set_primary' | 'unstack', args: Record<string, unknown>) =>
  opened.call(`photoprism_stacks_${verb}`, { photo_id: stack.UID, ...args });

it('are found by a search, and list their files with ids', async () => {
  const { data } = await opened.call('photoprism_photos_search', { filters: { stack: 'yes' } });
  expect(JSON.stringify(data)).toContain(stack.UID);
  const shown = await opened.call('photoprism_photos_get', { photo_id: stack.UID });
  expect(shown.data).toMatchObject({ files: [{ id: fileId(0), primary: true }, { id: fileId(1) }, { id: fileId(2) }] });
});

describe('the file that stands for a photo', () => {
  it('is another one at once, and can be the old one again', async () => {
    const { data } = await change('set_primary', { file_id: fileId(1) });
    expect(primary()).toBe(fileId(1));
    const undone = await opened.call('history_undo', { change_id: data?.change_id, dry_run: false });
    expect(undone.data).toMatchObject({ restored: 1 });
    expect(primary()).toBe(fileId(0));
  });

  it.each([
    ['a file of another photo', () => ({ file_id: single.Files[0]?.UID }), /no such file/],
    ['a photo of one file', () => ({ photo_id: single.UID, file_id: single.Files[0]?.UID }), /only one file/],
  ])('is not %s', async (_what, args, error) => {
    const told = await change('set_primary', args());
    expect(told.text).toMatch(error);
    expect(primary()).toBe(fileId(0));
  });
});

describe('a file that cannot stand for a photo', () => {
  it.each([
    ['is none that PhotoPrism shows', { FileType: 'raw' }, /this file is a raw/],
    ['is broken', { Error: 'invalid JPEG' }, /cannot be read/],
  ])('%s', async (_what, facts, why) => {
    Object.assign(stack.Files[1] ?? {}, facts);
    expect((await change('set_primary', { file_id: fileId(1) })).error).toMatch(why);
    expect(primary()).toBe(fileId(0));
  });
});

describe('taking a file out of a stack', () => {
  it.each([{ Sidecar: true }, { Root: 'sidecar' }])('leaves what belongs to another file: %j', async (facts) => {
    Object.assign(stack.Files[2] ?? {}, facts);
    expect((await change('unstack', { file_id: fileId(2) })).error).toMatch(/Only originals/);
    expect(opened.server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('names the photo that it makes', async () => {
    const { data } = await change('unstack', { file_id: fileId(2), dry_run: false });
    expect(data.new_photo_id).toBe(opened.server.state.photos.at(-1)?.UID);
    const { data: shown } = await opened.call('photoprism_photos_get', { photo_id: data.new_photo_id });
    expect(shown).toMatchObject({ files: [{}] });
  });

  it('previews, and says that nothing puts it back', async () => {
    const { data } = await change('unstack', { file_id: fileId(2) });
    expect(data).toMatchObject({ dry_run: true, affected_count: 1, stay: 2 });
    expect(stack.Files).toHaveLength(3);
  });

  it('makes a photo of its own of it', async () => {
    const taken = fileId(2);
    const { data } = await change('unstack', { file_id: taken, dry_run: false });
    expect(stack.Files.map(({ UID }) => UID)).not.toContain(taken);
    expect(opened.server.state.photos.some(({ Files }) => Files.length === 1 && Files[0]?.UID === taken)).toBe(true);
    const undo = await opened.call('history_undo', { change_id: data?.change_id });
    expect(undo.text).toContain('does not put together again');
  });

  it('leaves the file that stands for the photo', async () => {
    const told = await change('unstack', { file_id: fileId(0), dry_run: false });
    expect(told.text).toContain('photoprism_stacks_set_primary');
    expect(stack.Files).toHaveLength(3);
  });

  it('tells a lost answer by looking', async () => {
    opened.server.faults.add({ match: /unstack/, kind: 'lost', times: 1 });
    const told = await change('unstack', { file_id: fileId(2), dry_run: false });
    expect(told.error).toBeUndefined();
    expect(stack.Files).toHaveLength(2);
  });
});
