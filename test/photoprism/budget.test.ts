/** What PhotoPrism's tools cost a model, counted by a tokenizer. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { wireSchema } from '../../src/catalog/wire-schema.ts';
import { photoprismTools } from '../../src/photoprism/tools/all.ts';
import { listAssetsTool } from '../../src/photoprism/tools/list-assets.ts';
import { photoprismViewingTools } from '../../src/photoprism/tools/viewing.ts';

type PhotoPrismTool = (typeof photoprismTools)[number];

function tokens({ name, description, input }: PhotoPrismTool): number {
  return countTokens(JSON.stringify({ name, description, inputSchema: wireSchema(input, 'input') }));
}

const all = [...photoprismTools, ...photoprismViewingTools, listAssetsTool];

test.each(all.map((tool) => [tool.name, tool] as const))('%s takes at most 300 tokens', (_name, tool) => {
  expect(tokens(tool)).toBeLessThanOrEqual(300);
});

test('those of photos and labels take at most 2,200 tokens together', () => {
  const own = all.filter(({ toolset }) => /^(photoprism_(photos|labels)|assets)$/.test(toolset));
  expect(own).toHaveLength(18);
  expect(own.reduce((sum, tool) => sum + tokens(tool), 0)).toBeLessThanOrEqual(2200);
});
