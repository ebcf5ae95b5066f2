import { Permission } from '@immich/sdk';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { localCaller } from '../../src/catalog/caller.ts';
import { type ToolsetChoice, toolsForModels, usableTools } from '../../src/catalog/exposure.ts';
import { wireSchema } from '../../src/catalog/wire-schema.ts';
import { allTools, immichSideTools } from '../../src/cli/all-tools.ts';
import { allReferenceTools } from '../../src/cli/reference.ts';
import { scopesOf } from '../../src/immich/key-scopes.ts';

const isPhotoPrisms = ({ toolset }: { toolset: string }) => toolset.startsWith('photoprism_');
const second = [...new Set(allTools.filter(isPhotoPrisms).map(({ toolset }) => toolset))];

/** What is listed beside which libraries. */
const withImmich = (toolsets: ToolsetChoice) =>
  toolsForModels(
    allTools.filter((tool) => !isPhotoPrisms(tool)),
    { toolsets, readOnly: false },
    localCaller,
  );
const withBoth = (toolsets: ToolsetChoice) =>
  toolsForModels(allTools, { toolsets, readOnly: false, second }, localCaller);
const withPhotoPrism = (toolsets: ToolsetChoice) =>
  toolsForModels(
    allTools.filter(
      (tool) => !tool.name.startsWith('immich_') || allReferenceTools.some(({ name }) => name === tool.name),
    ),
    { toolsets, readOnly: false },
    localCaller,
  );
const listed = withImmich;

/** What a list of tools costs a model: names, descriptions and input schemas. */
function cost(tools: ReturnType<typeof listed>): number {
  const sizes = tools.map(({ name, description, input }) =>
    countTokens(JSON.stringify({ name, description, inputSchema: wireSchema(input, 'input') })),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('the tools of the program', () => {
  it('need of an Immich API key only what Immich knows', () => {
    const known: readonly string[] = Object.values(Permission);
    expect(scopesOf(immichSideTools).filter((scope) => !known.includes(scope))).toEqual([]);
    expect(
      allTools.filter((tool) => !immichSideTools.some(({ name }) => name === tool.name)).every(isPhotoPrisms),
    ).toBe(true);
  });

  it('are called by names of their own', () => {
    const names = allTools.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['Immich', withImmich],
    ['PhotoPrism', withPhotoPrism],
    ['both', withBoth],
  ])('take at most 6,000 tokens by default with %s, history and reference among them', (_libraries, of) => {
    expect(cost(of('default'))).toBeLessThanOrEqual(6000);
  });

  it('that only read name none that change: to whoever may only read, those do not exist', () => {
    const reading = usableTools(allTools, { toolsets: 'all', readOnly: true }, localCaller);
    const hidden = allTools.filter((tool) => !reading.includes(tool)).map(({ name }) => name);
    expect(hidden.length).toBeGreaterThan(20);
    const told = reading.map(({ name, description, input, output }) => ({
      name,
      text: JSON.stringify([description, wireSchema(input, 'input'), wireSchema(output, 'output')]),
    }));
    const leaks = told.flatMap(({ name, text }) =>
      hidden.filter((other) => text.includes(other)).map((other) => [name, other]),
    );
    expect(leaks).toEqual([]);
  });

  it('of a second library are listed where they are chosen', () => {
    expect(withBoth('default').filter(isPhotoPrisms)).toEqual([]);
    const names = withBoth(['default', 'photoprism_albums']).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['immich_albums_list', 'photoprism_albums_list']));
    expect(withPhotoPrism('default').filter(isPhotoPrisms).length).toBeGreaterThan(20);
  });

  it('have at most 300 tokens of reference by default; the rest of it has to be chosen', () => {
    const reference = listed(['reference']);
    expect(reference.map(({ name }) => name)).toEqual(['find_search_filters', 'list_config_keys']);
    expect(cost(reference)).toBeLessThanOrEqual(300);
    const more = listed(['reference_more']).map(({ name }) => name);
    expect(more).toHaveLength(allReferenceTools.length - 2);
    const byDefault = listed('default').map(({ name }) => name);
    expect(more.filter((name) => byDefault.includes(name))).toEqual([]);
    expect(listed('all').map(({ name }) => name)).toEqual(expect.arrayContaining(more));
  });

  it.each(allReferenceTools.map((tool) => [tool.name, tool] as const))(
    '%s only reads, and needs no key',
    (_name, tool) => {
      expect(tool).toMatchObject({ effect: 'read', permission: 'search', scopes: [] });
      expect(tool.hints).toEqual({
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      });
    },
  );
});
