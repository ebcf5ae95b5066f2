/** What the tools cost a model, counted by a tokenizer. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { wireSchema } from '../../src/catalog/wire-schema.ts';
import { immichTools } from '../../src/immich/tools/all.ts';

type ImmichTool = (typeof immichTools)[number];

/** What of a tool reaches the model. */
function tokens(tool: ImmichTool): number {
  const { name, description } = tool;
  return countTokens(JSON.stringify({ name, description, inputSchema: wireSchema(tool.input, 'input') }));
}

describe('the tool list', () => {
  test.each(immichTools.map((tool) => [tool.name, tool] as const))('%s takes at most 300 tokens', (_name, tool) => {
    expect(tokens(tool)).toBeLessThanOrEqual(300);
  });

  test('takes at most 6,000 tokens in all, at most 120 per tool on average', () => {
    const all = immichTools.reduce((sum, tool) => sum + tokens(tool), 0);
    expect(all).toBeLessThanOrEqual(6000);
    expect(all / immichTools.length).toBeLessThanOrEqual(120);
  });

  test('describes every argument', () => {
    for (const tool of immichTools) {
      for (const [name, schema] of Object.entries(wireSchema(tool.input, 'input').properties ?? {})) {
        expect(schema, `${tool.name}.${name}`).toHaveProperty('description', expect.any(String));
      }
    }
  });
});
