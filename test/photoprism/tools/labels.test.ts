import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unlabelled as noLabel } from '../../../src/photoprism/changes/states.ts';
import { type ChangeLog, openChangeLog } from '../../fixtures/photoprism/change-log.ts';
import type { PhotoRow } from '../../fixtures/photoprism/rows.ts';
import { addPhoto, type PhotoFacts } from '../../fixtures/photoprism/state.ts';
import { labelNamed, labelPhoto } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;
let log: ChangeLog;

beforeEach(async () => {
  log = openChangeLog();
  tools = await openPhotoPrismTools({ recorder: log.recorder });
});

afterEach(() => tools.close());

const put = (facts: PhotoFacts = {}) => addPhoto(tools.server.state, facts);
const give = (photo: PhotoRow, name: string, source?: string) => labelPhoto(tools.server.state, photo, name, source);
const uidsOf = (photos: readonly PhotoRow[]) => photos.map(({ UID }) => UID);
const labelsOn = (photo: PhotoRow) => photo.Labels.map(({ LabelSrc, Uncertainty }) => [LabelSrc, Uncertainty]);
const act = (name: string, args: Record<string, unknown>) => tools.call(name, { ...args, dry_run: false });
const writes = () => tools.server.requests.filter(({ method }) => method !== 'GET');
const states = () => log.last().change.items.map(({ before, after }) => ({ before, after }));

describe('photoprism_labels_list and photoprism_labels_get', () => {
  test('list every label by name, with its photos, also those that PhotoPrism hides', async () => {
    const [one, two] = [put(), put()];
    const cat = give(one, 'Cat');
    give(two, 'Cat');
    const bird = labelNamed(tools.server.state, 'Bird', -3);
    const told = await tools.call('photoprism_labels_list');
    expect(told.data).toEqual({
      total: 2,
      page: 1,
      labels: [
        { id: bird.UID, name: 'Bird', photos: 0, priority: -3 },
        { id: cat.UID, name: 'Cat', photos: 2 },
      ],
    });
    expect((await tools.call('photoprism_labels_get', { label_id: 'cat' })).data).toEqual({
      id: cat.UID,
      name: 'Cat',
      photos: 2,
    });
    expect((await tools.call('photoprism_labels_get', { label_id: 'lzzzzzzzzzzzzzzz' })).error).toMatch(
      /does not exist/,
    );
  });

  test('by a part of the name, or by whether they are favorites, in pages', async () => {
    const { state } = tools.server;
    for (const name of ['Café', 'Cat', 'Dog']) labelNamed(state, name);
    labelNamed(state, 'Cat').Favorite = true;
    const names = async (args: Record<string, unknown>) => {
      const { labels } = (await tools.call('photoprism_labels_list', args)).data;
      return Array.isArray(labels) ? labels.map(({ name }) => name) : labels;
    };
    expect(await names({ name: 'CAFE' })).toEqual(['Café']);
    expect(await names({ favorite: true })).toEqual(['Cat']);
    expect(await names({ favorite: false, page: 2, page_size: 1 })).toEqual(['Dog']);
  });

  test('the largest page takes at most 10,000 tokens, whatever strangers wrote', async () => {
    for (let number = 0; number < 150; number++) {
      labelNamed(tools.server.state, `${number} ${'スクリーンショット'.repeat(40)}`, 100).Favorite = true;
    }
    const told = await tools.call('photoprism_labels_list', { page_size: 1000 });
    expect(told.data).toMatchObject({ total: 150, page_size: 100, next_page: 2 });
    expect(countTokens(told.text)).toBeLessThanOrEqual(10_000);
  });
});

describe('photoprism_labels_update', () => {
  const update = (args: Record<string, unknown>) => tools.call('photoprism_labels_update', args);

  test('renames, sets the priority and marks as favorite, and remembers what was so before', async () => {
    const label = labelNamed(tools.server.state, 'Cat');
    const told = await update({ label_id: 'Cat', name: 'Tomcat', priority: 5, favorite: true });
    expect(told.data).toMatchObject({ id: label.UID, name: 'Tomcat', priority: 5, favorite: true });
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_label',
        id: label.UID,
        before: { Name: 'Cat', Favorite: false, Priority: 0 },
        after: { Name: 'Tomcat', Favorite: true, Priority: 5 },
      },
    ]);
    await update({ label_id: label.UID, favorite: false });
    expect(label).toMatchObject({ Name: 'Tomcat', Favorite: false, Priority: 5 });
  });

  test.each([
    [{}, /Nothing to change/],
    [{ name: ' ' }, /name: must have 1 to 160/],
    [{ name: 'DOG!' }, /a label of that name already: "Dog"/],
    [{ priority: 1.5 }, /priority: must be a whole number/],
  ])('refuses %j', async (settings, error) => {
    labelNamed(tools.server.state, 'Cat');
    labelNamed(tools.server.state, 'Dog');
    expect((await update({ label_id: 'Cat', ...settings })).error).toMatch(error);
    expect(writes()).toEqual([]);
  });

  test('may write its own name in another way', async () => {
    const label = labelNamed(tools.server.state, 'cat');
    expect((await update({ label_id: label.UID, name: 'Cat' })).data).toMatchObject({ name: 'Cat' });
  });

  test('says where only half of it was done', async () => {
    const label = labelNamed(tools.server.state, 'Cat');
    tools.server.faults.add({ match: `POST /labels/${label.UID}/like`, kind: 500 });
    const told = await update({ label_id: label.UID, name: 'Tomcat', favorite: true });
    expect(told.error).toMatch(/does not show the change/);
  });
});

describe('photoprism_photos_label', () => {
  const label = (args: Record<string, unknown>) => tools.call('photoprism_photos_label', args);

  test('puts a label on photos at once, makes certain what was supposed, and overrules what was ruled out', async () => {
    const [bare, supposed, ruledOut, already] = [put(), put(), put(), put()];
    const cat = give(supposed, 'Cat');
    give(ruledOut, 'Cat');
    if (ruledOut.Labels[0] !== undefined) ruledOut.Labels[0].Uncertainty = 100;
    give(already, 'Cat', 'manual');
    const told = await label({ label: 'cat', photo_ids: uidsOf([bare, supposed, ruledOut, already]) });
    expect(told.data).toMatchObject({ label: 'Cat', labelled: 3, already_labelled: 1 });
    for (const photo of [bare, supposed, ruledOut, already]) expect(labelsOn(photo)).toEqual([['manual', 0]]);
    const after = { labelId: cat.UID, labelled: true, LabelSrc: 'manual', Uncertainty: 0 };
    expect(states()).toEqual([
      { before: { labelId: cat.UID, ...noLabel }, after },
      { before: { labelId: cat.UID, labelled: true, LabelSrc: 'image', Uncertainty: 20 }, after },
      { before: { labelId: cat.UID, labelled: false, LabelSrc: 'image', Uncertainty: 100 }, after },
    ]);
  });

  test('makes a label that is not there yet, which the preview says', async () => {
    const photo = put();
    const args = { label: 'Sand castle', photo_ids: [photo.UID] };
    const preview = await label({ ...args, dry_run: true });
    expect(preview.data).toMatchObject({ label: 'Sand castle', new_label: true, affected_count: 1 });
    expect(tools.server.state.labels).toEqual([]);
    expect((await label(args)).data).toMatchObject({ label: 'Sand castle', new_label: true, labelled: 1 });
    expect(tools.server.state.labels.map(({ Name }) => Name)).toEqual(['Sand castle']);
    const after = { Name: 'Sand castle', Priority: 0, Favorite: false, onOtherPhotos: false };
    expect(log.last()).toMatchObject({
      change: { items: [{ before: { labelName: 'Sand castle', ...noLabel } }] },
      outcomes: [
        { ok: true, after: { labelName: 'Sand castle', labelled: true, LabelSrc: 'manual', Uncertainty: 0 } },
        { id: tools.server.state.labels[0]?.UID, ok: true, made: { kind: 'photoprism_label', after } },
      ],
    });
  });

  test('makes no label where it could be put on no photo', async () => {
    tools.server.faults.add({ match: 'POST', kind: 403 });
    expect((await label({ label: 'Sand castle', photo_ids: [put().UID] })).error).toBeDefined();
    expect(log.last().outcomes ?? []).toEqual([]);
  });

  test('tells photo by photo where it was cut off', async () => {
    const photos = [put(), put(), put()];
    tools.server.faults.add({ match: /^POST \/photos\/\w+\/label/, kind: 'lost', after: 1 });
    const told = await label({ label: 'Cat', photo_ids: [...uidsOf(photos), 'pzzzzzzzzzzzzzzz'] });
    expect(told.data).toMatchObject({
      labelled: 2,
      not_tried: 1,
      failed: [{ id: 'pzzzzzzzzzzzzzzz', error: 'does not exist' }],
    });
    expect(
      log
        .last()
        .outcomes?.filter(({ ok }) => ok)
        .map(({ id }) => id),
    ).toEqual(expect.arrayContaining(uidsOf(photos.slice(0, 2))));
    expect(photos.map(({ Labels }) => Labels.length)).toEqual([1, 1, 0]);
  });

  test('does not believe an answer without the label', async () => {
    const photo = put();
    const body = JSON.stringify({ UID: photo.UID, Labels: [] });
    tools.server.faults.add({ match: 'POST /photos', kind: 200, body });
    const told = await label({ label: 'Cat', photo_ids: [photo.UID] });
    expect(told.data).toMatchObject({ labelled: 0, failed: [{ error: 'does not show the label' }] });
  });

  test.each([['!!'], ['x'.repeat(161)], ['lzzzzzzzzzzzzzzz']])('refuses %s for a name', async (name) => {
    const told = await label({ label: name, photo_ids: [put().UID] });
    expect(told.error).toMatch(/some of them letters|does not exist/);
    expect(writes()).toEqual([]);
  });
});

describe('photoprism_photos_unlabel', () => {
  test('previews, then takes it off; what PhotoPrism saw stays written down as not so', async () => {
    const [seen, written, without, worded] = [put(), put(), put(), put()];
    const cat = give(seen, 'Cat');
    give(written, 'Cat', 'manual');
    give(worded, 'Cat', 'keyword');
    const args = { label_id: 'Cat', photo_ids: uidsOf([seen, written, without, worded]) };
    const preview = await tools.call('photoprism_photos_unlabel', args);
    expect(preview.data).toMatchObject({ dry_run: true, label: 'Cat', affected_count: 3, not_labelled: 1 });
    expect(writes()).toEqual([]);
    const told = await act('photoprism_photos_unlabel', args);
    expect(told.data).toMatchObject({ label: 'Cat', unlabelled: 3, not_labelled: 1 });
    expect([seen, written, without, worded].map(labelsOn)).toEqual([[['image', 100]], [], [], []]);
    expect(states()).toEqual([
      {
        before: { labelId: cat.UID, labelled: true, LabelSrc: 'image', Uncertainty: 20 },
        after: { labelId: cat.UID, labelled: false, LabelSrc: 'image', Uncertainty: 100 },
      },
      {
        before: { labelId: cat.UID, labelled: true, LabelSrc: 'manual', Uncertainty: 0 },
        after: { labelId: cat.UID, ...noLabel },
      },
      {
        before: { labelId: cat.UID, labelled: true, LabelSrc: 'keyword', Uncertainty: 20 },
        after: { labelId: cat.UID, ...noLabel },
      },
    ]);
    const again = await act('photoprism_photos_unlabel', args);
    expect(again.data).toMatchObject({ unlabelled: 0, not_labelled: 4 });
  });
});

describe('photoprism_labels_delete', () => {
  test('says which photos lose it, those in the archive, in review and hidden for their faults included, and remembers each', async () => {
    const [seen, hidden, written, other] = [
      put({ Quality: 1 }),
      put({ Quality: -1, files: [{ Error: 'cannot be read' }] }),
      put({ DeletedAt: '2025-01-01T00:00:00Z' }),
      put(),
    ];
    const cat = give(seen, 'Cat');
    give(hidden, 'Cat');
    give(written, 'Cat', 'manual');
    give(other, 'Cattle');
    const preview = await tools.call('photoprism_labels_delete', { label_id: 'Cat' });
    expect(preview.data).toMatchObject({ dry_run: true, name: 'Cat', affected_count: 3, labelled_by_hand: 1 });
    expect(writes()).toEqual([]);
    const told = await act('photoprism_labels_delete', { label_id: cat.UID });
    expect(told.data).toMatchObject({ deleted: cat.UID, name: 'Cat', unlabelled: 3 });
    const { change, outcomes } = log.last();
    expect(change.caution).toBe('it takes the label off 3 photos');
    expect(change.items[0]).toEqual({
      kind: 'photoprism_label',
      id: cat.UID,
      before: { Name: 'Cat', Priority: 0, Favorite: false },
      after: null,
    });
    expect(new Map(change.items.slice(1).map(({ id, before }) => [id, before]))).toEqual(
      new Map([
        [seen.UID, { labelId: cat.UID, labelled: true, LabelSrc: 'image', Uncertainty: 20 }],
        [hidden.UID, { labelId: cat.UID, labelled: true, LabelSrc: 'image', Uncertainty: 20 }],
        [written.UID, { labelId: cat.UID, labelled: true, LabelSrc: 'manual', Uncertainty: 0 }],
      ]),
    );
    expect(outcomes?.every(({ ok }) => ok)).toBe(true);
    expect(other.Labels).toHaveLength(1);
  });

  test.each([
    ['lost', undefined],
    ['cut', /The label is still there/],
    [200, /took the deletion, but the label is still there/],
    [403, /does not allow this/],
  ] as const)('tells the truth after %s', async (kind, error) => {
    const label = labelNamed(tools.server.state, 'Cat');
    tools.server.faults.add({ match: 'POST /batch/labels/delete', kind, ...(kind === 200 ? { body: '{}' } : {}) });
    const told = await act('photoprism_labels_delete', { label_id: label.UID });
    if (error === undefined) expect(told.data).toMatchObject({ deleted: label.UID });
    else expect(told.error).toMatch(error);
  });
});
