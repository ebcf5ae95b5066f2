import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localCaller } from '../../src/catalog/caller.ts';
import type { ChangeItem, ItemKind } from '../../src/catalog/change.ts';
import { combinedRestorer, type RestorerPart } from '../../src/catalog/combined-restorer.ts';
import type { BegunChange, Restorer } from '../../src/catalog/restorer.ts';
import { failed, success } from '../../src/catalog/result.ts';
import type { CallContext } from '../../src/catalog/tool.ts';

const call: CallContext = {
  caller: localCaller,
  signal: new AbortController().signal,
  progress: () => {},
  finds: () => true,
  preview: async () => failed('refused', 'no'),
  commit: async () => failed('refused', 'no'),
};

function item(kind: ItemKind, id: string): ChangeItem {
  return { kind, id, before: null, after: { name: id } };
}

/** A restorer that answers with its own name, and notes what it was handed. */
function named(name: string, handed: string[] = []): Restorer {
  const note = (what: string, items: readonly ChangeItem[]) =>
    handed.push(`${name} ${what} ${items.map(({ id }) => id)}`);
  return {
    objection: ({ id }) => (id === 'gone' ? `${name} objects` : undefined),
    note: ({ id }) => `${name} notes ${id}`,
    refusals: async (items) => success(new Map(items.slice(0, 1).map((one) => [one, `${name} refuses`]))),
    object: async ({ items }) => {
      note('object', items);
      return success(undefined);
    },
    goingAlong: async (items) => items.slice(0, 1),
    look: async (items) => {
      note('look', items);
      return success(items.map(({ id }) => ({ seen: `${name} ${id}` })));
    },
    findMade: async ({ items }) => {
      note('findMade', items);
      return success([{ id: `made by ${name}`, ok: true }]);
    },
    restore: async (items) => items.map(({ id }) => ({ id, ok: true, error: name })),
  };
}

function parts(handed: string[] = []): RestorerPart[] {
  return [
    { owns: (name) => name === 'asset' || name.startsWith('immich_'), restorer: named('immich', handed) },
    { owns: (name) => name === 'album' || name.startsWith('other_'), restorer: named('other', handed) },
  ];
}

const mixed = fc.array(fc.tuple(fc.constantFrom<ItemKind>('asset', 'album'), fc.uuid()), { maxLength: 20 });

function begun(tool: string, items: readonly ChangeItem[] = []): BegunChange {
  return { tool, arguments: {}, begunAt: 0, items, isKnown: async () => false };
}

describe('the restorer of several libraries', () => {
  it('looks at each thing in its own library, and answers in the order of what was asked', async () => {
    await fc.assert(
      fc.asyncProperty(mixed, async (drawn) => {
        const items = drawn.map(([kind, id]) => item(kind, id));
        const expected = drawn.map(([kind, id]) => ({ seen: `${kind === 'asset' ? 'immich' : 'other'} ${id}` }));
        expect(await combinedRestorer(parts()).look(items, call)).toEqual(success(expected));
      }),
    );
  });

  it('brings each thing back in its own library, and tells of each in its place', async () => {
    await fc.assert(
      fc.asyncProperty(mixed, async (drawn) => {
        const items = drawn.map(([kind, id]) => item(kind, id));
        const expected = drawn.map(([kind, id]) => ({ id, ok: true, error: kind === 'asset' ? 'immich' : 'other' }));
        expect(await combinedRestorer(parts()).restore(items, call)).toEqual(expected);
      }),
    );
  });

  it('tells also of what changed beside the things that were brought back', async () => {
    const [first, second] = parts();
    if (first === undefined || second === undefined) throw new Error('no parts');
    const restorer: Restorer = {
      ...named('immich'),
      restore: async (items) => [...items.map(({ id }) => ({ id, ok: true })), { id: 'cover', ok: true }],
    };
    const combined = combinedRestorer([{ ...first, restorer }, second]);
    const told = await combined.restore([item('album', 'b'), item('asset', 'a')], call);
    expect(told.map(({ id }) => id)).toEqual(['b', 'a', 'cover']);
  });

  it('asks no library that has no part in it', async () => {
    const handed: string[] = [];
    await combinedRestorer(parts(handed)).look([item('album', 'a')], call);
    expect(handed).toEqual(['other look a']);
  });

  it('leaves alone what belongs to a library that is not connected', async () => {
    const stranger = item('tag', 't');
    const restorer = combinedRestorer(parts());
    expect(restorer.objection(stranger)).toBe('belongs to a library that is not connected');
    expect(await restorer.look([stranger], call)).toEqual(success([undefined]));
    expect(await restorer.restore([stranger], call)).toMatchObject([{ id: 't', ok: false }]);
  });

  it('passes on objections, notes and refusals of each library', async () => {
    const restorer = combinedRestorer(parts());
    const [photo, album] = [item('asset', 'p'), item('album', 'gone')];
    expect([restorer.objection(photo), restorer.objection(album)]).toEqual([undefined, 'other objects']);
    expect(restorer.note(photo)).toBe('immich notes p');
    const refused = await restorer.refusals([photo, album], call);
    expect(refused.ok && [...refused.value]).toEqual([
      [photo, 'immich refuses'],
      [album, 'other refuses'],
    ]);
    expect(await restorer.goingAlong([photo, album], call)).toEqual([photo, album]);
  });

  it('fails where one library does not answer: half a look would be taken for the whole', async () => {
    const [first, second] = parts();
    const silent = { ...named('other'), look: async () => failed('unavailable', 'silence') };
    if (first === undefined || second === undefined) throw new Error('no parts');
    const restorer = combinedRestorer([first, { ...second, restorer: silent }]);
    expect(await restorer.look([item('asset', 'a'), item('album', 'b')], call)).toEqual(
      failed('unavailable', 'silence'),
    );
  });

  it.each([
    ['immich_albums_create', [], ['made by immich']],
    ['other_albums_create', [], ['made by other']],
    ['history_undo', [item('asset', 'a')], ['made by immich']],
    ['history_undo', [item('asset', 'a'), item('album', 'b')], ['made by immich', 'made by other']],
  ] as const)('looks for what %s may have made where it can have made it: %j', async (tool, items, made) => {
    const found = await combinedRestorer(parts()).findMade(begun(tool, items), call);
    expect(found.ok && found.value.map(({ id }) => id)).toEqual(made);
  });
});
