import { describe, expect, it } from 'vitest';
import { type Notice, noticed } from '../../src/catalog/binding.ts';
import { openDesk, textOf } from '../fixtures/call-desk.ts';
import { newShelf, sampleTools } from '../fixtures/sample-tools.ts';

function called(name: string, notice: Notice) {
  const tool = noticed(sampleTools(newShelf()), notice).find((one) => one.name === name);
  if (tool === undefined) throw new Error(`no ${name}`);
  return openDesk().call(tool);
}

const halfRead = async () => 'Half is read.';

describe('what is to be noticed', () => {
  it('stands first in every answer', async () => {
    const { content, structuredContent } = await called('sample_list', halfRead);
    expect(content).toEqual([{ type: 'text', text: '{"notice":"Half is read.","items":["a","b","c"],"total":3}' }]);
    expect(structuredContent).toEqual({ notice: 'Half is read.', items: ['a', 'b', 'c'], total: 3 });
  });

  it('stands behind every failure: what was not found may only not have come yet', async () => {
    const plain = await called('sample_fail', async () => undefined);
    const result = await called('sample_fail', halfRead);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(`${textOf(plain)} Half is read.`);
  });

  it('costs nothing where there is nothing', async () => {
    const { structuredContent } = await called('sample_list', async () => undefined);
    expect(structuredContent).toEqual({ items: ['a', 'b', 'c'], total: 3 });
  });

  it('is what held when the call began: its answer was made of that', async () => {
    const told = ['Half is read.', undefined];
    expect((await called('sample_list', async () => told.shift())).structuredContent).toHaveProperty('notice');
  });
});
