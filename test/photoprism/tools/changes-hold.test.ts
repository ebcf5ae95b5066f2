/** What holds for every tool that changes PhotoPrism's photos or labels, whatever it is called with. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mostIds } from '../../../src/catalog/list-arguments.ts';
import { photoprismTools } from '../../../src/photoprism/tools/all.ts';
import type { PhotoRow } from '../../fixtures/photoprism/rows.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { labelPhoto } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;
let photo: PhotoRow;
let archived: PhotoRow;

beforeEach(async () => {
  tools = await openPhotoPrismTools();
  photo = addPhoto(tools.server.state, { Quality: 1, files: [{}, {}] });
  archived = addPhoto(tools.server.state, { DeletedAt: '2025-01-01T00:00:00Z' });
  labelPhoto(tools.server.state, photo, 'Cat');
});

afterEach(() => tools.close());

const changing = photoprismTools.filter(
  ({ effect, toolset }) => effect !== 'read' && /_(photos|labels)$/.test(toolset),
);

/** Arguments with which each tool would do something. */
function argumentsOf(name: string): Record<string, unknown> {
  const all: Record<string, Record<string, unknown>> = {
    photoprism_photos_update: { photo_id: photo.UID, title: 'New', taken: '2020-01-01T10:00', favorite: true },
    photoprism_photos_approve: { photo_ids: [photo.UID] },
    photoprism_photos_archive: { photo_ids: [photo.UID] },
    photoprism_photos_restore: { photo_ids: [archived.UID] },
    photoprism_photos_delete: { photo_ids: [archived.UID] },
    photoprism_stacks_set_primary: { photo_id: photo.UID, file_id: photo.Files[1]?.UID },
    photoprism_stacks_unstack: { photo_id: photo.UID, file_id: photo.Files[1]?.UID },
    photoprism_labels_update: { label_id: 'Cat', name: 'Dog' },
    photoprism_labels_delete: { label_id: 'Cat' },
    photoprism_photos_label: { label: 'Dog', photo_ids: [photo.UID] },
    photoprism_photos_unlabel: { label_id: 'Cat', photo_ids: [photo.UID] },
  };
  const found = all[name];
  if (found === undefined) throw new Error(`this test knows no arguments for ${name}`);
  return found;
}

const stateNow = () => JSON.stringify(tools.server.state);
const names = changing.map(({ name }) => name);

describe('every change', () => {
  test.each(names)('%s only previews when asked to, and otherwise acts', async (name) => {
    const before = stateNow();
    const preview = await tools.call(name, { ...argumentsOf(name), dry_run: true });
    expect(preview.data).toMatchObject({ dry_run: true });
    expect(stateNow()).toBe(before);
    const done = await tools.call(name, { ...argumentsOf(name), dry_run: false });
    expect(done.error).toBeUndefined();
    expect(stateNow()).not.toBe(before);
  });

  test.each(names)('%s says what its effect is, and that doing it twice is as once', (name) => {
    const tool = changing.find((one) => one.name === name);
    expect(tool?.hints).toEqual({
      readOnlyHint: false,
      destructiveHint: /_(delete|unlabel|unstack)$/.test(name),
      idempotentHint: true,
      openWorldHint: false,
    });
  });

  test('previews by default where it removes, or touches many', () => {
    const previewing = changing.filter(({ input }) => 'dry_run' in input.shape).map(({ name }) => name);
    expect(previewing).toEqual([
      'photoprism_photos_approve',
      'photoprism_photos_archive',
      'photoprism_photos_restore',
      'photoprism_photos_delete',
      'photoprism_stacks_unstack',
      'photoprism_labels_delete',
      'photoprism_photos_unlabel',
    ]);
  });

  test.each(names)('%s is repeated by nobody but the person: a broken answer is never sent again', async (name) => {
    tools.server.faults.add({ match: /^(POST|PUT|DELETE) /, kind: 'cut', times: 10 });
    await tools.call(name, { ...argumentsOf(name), dry_run: false });
    expect(tools.server.requests.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });
});

describe('bad input gets an error that says what would work, and changes nothing', () => {
  const bulk = 'photoprism_photos_archive';
  const many = Array.from({ length: mostIds + 1 }, (_, number) => `p${String(number).padStart(15, '0')}`);

  test.each([
    ['empty list', bulk, { photo_ids: [] }, /photo_ids: must name at least one id/],
    ['huge list', bulk, { photo_ids: many }, /at most 10000 ids; split the list/],
    ['no such name', bulk, { photo_ids: ['../../etc/passwd'] }, /photo_ids: no photo is called/],
    ['a name that is a filter', bulk, { photo_ids: ['* OR uid:*|!'] }, /no photo is called/],
    ['no such label', 'photoprism_photos_unlabel', { label_id: 'Horse' }, /label_id: no label is called "Horse"/],
    ['unknown argument', bulk, { photo_uids: [] }, /unknown argument "photo_uids".*known: photo_ids, dry_run, plan_id/],
    ['not allowed id', 'photoprism_photos_get', { photo_id: '' }, /photo_id: must not be empty/],
  ])('%s', async (_what, name, wrong, error) => {
    const before = stateNow();
    const right = names.includes(name) ? argumentsOf(name) : {};
    const told = await tools.call(name, { ...right, ...wrong, ...(names.includes(name) ? { dry_run: false } : {}) });
    expect(told.error).toMatch(error);
    expect(stateNow()).toBe(before);
  });

  test('a uid in capitals, or twice, is one photo', async () => {
    const photo_ids = [photo.UID.toUpperCase(), photo.UID];
    const told = await tools.call(bulk, { photo_ids });
    expect(told.data).toMatchObject({ affected_count: 1, photo_ids: [photo.UID] });
  });
});
