import { describe, expect, test } from 'vitest';
import { listingControls } from '../../src/catalog/plan-controls.ts';
import { wireSchema } from '../../src/catalog/wire-schema.ts';
import { newShelf, sampleTools } from '../fixtures/sample-tools.ts';

const tools = sampleTools(newShelf());

function listed(policy: Parameters<typeof listingControls>[1]): [name: string, controls: string[]][] {
  return listingControls(tools, policy).map(({ name, input }) => {
    const { properties = {} } = wireSchema(input, 'input');
    return [name, Object.keys(properties ?? {}).filter((field) => field === 'dry_run' || field === 'plan_id')];
  });
}

describe('the arguments that say which preview was agreed to', () => {
  test.each(['always', 'ask'] as const)('are listed for every change under %s, and for nothing else', (policy) => {
    const changing = tools.filter(({ effect }) => effect !== 'read').map(({ name }) => name);
    const both = listed(policy).filter(([, controls]) => controls.length > 0);
    expect(both).toEqual(changing.map((name) => [name, ['dry_run', 'plan_id']]));
  });

  test.each(['preview', 'off'] as const)('are listed under %s only for what previews first', (policy) => {
    const controls = Object.fromEntries(listed(policy));
    expect(controls).toMatchObject({ sample_list: [], sample_add: [], sample_remove: ['dry_run', 'plan_id'] });
  });

  test('do not make a tool preview that acts at once', () => {
    const add = listingControls(tools, 'always').find(({ name }) => name === 'sample_add');
    expect(add?.input.parse({ id: 'd' })).toMatchObject({ dry_run: false });
  });
});
