import { describe, expect, it } from 'vitest';
import { type Caller, localCaller } from '../../src/catalog/caller.ts';
import { isChosen, listedTools, readToolsetChoice, type ToolsetChoice } from '../../src/catalog/exposure.ts';
import { newShelf, sampleTools } from '../fixtures/sample-tools.ts';

const tools = sampleTools(newShelf());
const onlySearch: Caller = { id: 'searcher', permits: (permission) => permission === 'search' };

function names(...[exposure, caller = localCaller]: [Parameters<typeof listedTools>[1], Caller?]): string[] {
  return listedTools(tools, exposure, caller).map((tool) => tool.name);
}

describe('who sees which tools', () => {
  it('everyone sees them sorted by name', () => {
    const all = names({ toolsets: 'all', readOnly: false });
    expect(all).toEqual([...all].sort());
    expect(all).toHaveLength(tools.length);
  });

  it.each([
    ['one toolset', { toolsets: ['assets'], readOnly: false }, ['sample_add', 'sample_remove']],
    [
      'two',
      { toolsets: ['assets', 'health'], readOnly: false },
      ['sample_add', 'sample_events', 'sample_list', 'sample_remove'],
    ],
    ['read-only, which wins over the choice', { toolsets: ['assets'], readOnly: true }, []],
    [
      'slim: the few that are marked, and the way to the rest',
      { toolsets: 'slim', readOnly: false },
      ['sample_list', 'tools_change', 'tools_find', 'tools_read'],
    ],
    [
      'slim and read-only: no way to a change',
      { toolsets: 'slim', readOnly: true },
      ['sample_list', 'tools_find', 'tools_read'],
    ],
  ] as const)('%s', (_what, exposure, expected) => {
    expect(names(exposure)).toEqual(expected);
  });

  it('a caller sees what it may use, and nothing else', () => {
    expect(names({ toolsets: 'all', readOnly: false }, onlySearch)).toEqual(['sample_slow', 'sample_steps']);
  });

  it('no change is among the tools of a read-only server, whatever the choice', () => {
    for (const toolsets of ['default', 'slim', 'all'] as const) {
      const listed = listedTools(tools, { toolsets, readOnly: true }, localCaller);
      expect(listed.filter((tool) => tool.effect !== 'read')).toEqual([]);
    }
  });
});

describe('a second library', () => {
  const second = ['photoprism_photos'] as const;
  const seen = (toolsets: ToolsetChoice) =>
    (['assets', 'photoprism_photos', 'reference_more'] as const).filter((toolset) =>
      isChosen(toolset, { toolsets, readOnly: false, second }),
    );

  it.each([
    ['default', ['assets']],
    [
      ['default', 'photoprism_photos'],
      ['assets', 'photoprism_photos'],
    ],
    [['photoprism_photos'], ['photoprism_photos']],
    ['all', ['assets', 'photoprism_photos', 'reference_more']],
  ] as const)('shows its tools where they are chosen: %j', (choice, expected) => {
    expect(seen(choice)).toEqual(expected);
  });

  it('is there by default where it is the only one', () => {
    expect(isChosen('photoprism_photos', { toolsets: 'default', readOnly: false })).toBe(true);
  });
});

describe('the choice of toolsets', () => {
  it.each([
    ['default', 'default'],
    ['slim', 'slim'],
    ['all', 'all'],
    [' search , albums', ['search', 'albums']],
    ['reference_more,default', ['default', 'reference_more']],
  ])('%j', (text, choice) => {
    expect(readToolsetChoice(text)).toEqual({ ok: true, value: choice });
  });

  it.each(['serach', '', 'search,,albums', 'all,search'])('%j is refused, and the known ones are named', (text) => {
    const read = readToolsetChoice(text);
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid_input' } });
    expect(read.ok ? '' : read.failure.hint).toContain('health, user, assets');
  });
});
