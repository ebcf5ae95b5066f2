import { describe, expect, it } from 'vitest';
import type { BoundTool } from '../../src/catalog/binding.ts';
import type { Caller, Permission } from '../../src/catalog/caller.ts';
import { everything, sampleParts } from '../fixtures/sample-parts.ts';
import { newShelf, sampleTools } from '../fixtures/sample-tools.ts';

function callerWith(id: string, ...allowed: readonly Permission[]): Caller {
  return { id, permits: (permission) => allowed.includes(permission) };
}

const reader = callerWith('client:reader', 'view', 'search');
const { viewOf } = sampleParts(newShelf(), () => {}, everything).parts;
const all = sampleTools(newShelf());
const permitted = (tool: BoundTool) => reader.permits(tool.permission);

describe('the view of a caller', () => {
  it('holds the tools that its permissions allow, and no other can be found by name', () => {
    const { toolbox } = viewOf(reader);
    const [own, foreign] = [all.filter(permitted), all.filter((tool) => !permitted(tool))];
    expect(toolbox.list().map(({ name }) => name)).toEqual(own.map(({ name }) => name).sort());
    expect(foreign.length).toBeGreaterThan(0);
    expect(foreign.filter(({ name }) => toolbox.find(name) !== undefined)).toEqual([]);
  });

  it('speaks of nothing that the caller may not use', () => {
    expect(viewOf(reader).instructions).toContain('read-only');
    expect(viewOf(reader).instructions).not.toMatch(/dry_run|history_undo/);
  });

  it('is worked out once for all callers with the same permissions, whoever they are', () => {
    const other = callerWith('client:other', 'search', 'view');
    expect(viewOf(other).toolbox.list()).toBe(viewOf(reader).toolbox.list());
    expect(viewOf(callerWith('client:third', 'view')).toolbox.list()).not.toBe(viewOf(reader).toolbox.list());
  });

  it('is empty for who may do nothing', () => {
    const { toolbox, prompts } = viewOf(callerWith('client:nobody'));
    expect([toolbox.list(), prompts.list()]).toEqual([[], []]);
  });
});
