/** What the tools cost a model, counted by a tokenizer. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { bindTools } from '../../src/catalog/binding.ts';
import { localCaller } from '../../src/catalog/caller.ts';
import { listingControls } from '../../src/catalog/plan-controls.ts';
import { wireSchema } from '../../src/catalog/wire-schema.ts';
import { fittingPageSize } from '../../src/immich/listing/page-size.ts';
import { albumInList } from '../../src/immich/present/album.ts';
import { type Detail, presentAssets } from '../../src/immich/present/asset.ts';
import { personInList } from '../../src/immich/present/person.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import { openToolbox } from '../../src/server/toolbox.ts';
import { albumDto, assetDto } from '../fixtures/immich-dtos.ts';
import { connectForTest } from '../fixtures/immich-tools.ts';

type ImmichTool = (typeof immichTools)[number];

/** What of a tool reaches the model. */
function tokens(tool: Pick<ImmichTool, 'name' | 'description' | 'input'>): number {
  const { name, description } = tool;
  return countTokens(JSON.stringify({ name, description, inputSchema: wireSchema(tool.input, 'input') }));
}

describe('the tool list', () => {
  test.each(immichTools.map((tool) => [tool.name, tool] as const))('%s takes at most 300 tokens', (_name, tool) => {
    expect(tokens(tool)).toBeLessThanOrEqual(300);
  });

  test.each([
    ['default', 6000],
    ['all', 6000],
    ['slim', 1500],
  ] as const)('with toolsets %s takes at most %i tokens, gateways included', (toolsets, most) => {
    const library = connectForTest({ baseUrl: 'http://library.invalid' });
    const box = openToolbox(bindTools(immichTools, library), { toolsets, readOnly: false }, localCaller);
    const sizes = box.list().map(({ name, description, inputSchema }) => {
      return countTokens(JSON.stringify({ name, description, inputSchema }));
    });
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(300);
  });

  test.each([
    ['preview', 6000],
    ['off', 6000],
    ['always', 6300],
    ['ask', 6300],
  ] as const)('with changes confirmed by %s takes at most %i tokens', (policy, most) => {
    const library = connectForTest({ baseUrl: 'http://library.invalid' });
    const tools = listingControls(bindTools(immichTools, library), policy);
    expect(tools.reduce((sum, tool) => sum + tokens(tool), 0)).toBeLessThanOrEqual(most);
  });

  test('takes at most 120 tokens a tool on average', () => {
    const all = immichTools.reduce((sum, tool) => sum + tokens(tool), 0);
    expect(all / immichTools.length).toBeLessThanOrEqual(120);
  });
});

describe('an answer', () => {
  const links = {
    asset: (id: string) => `https://photos.example.com/photos/${id}`,
    album: () => undefined,
    person: () => undefined,
  };
  const page = (count: number, form: Detail, more: Parameters<typeof assetDto>[1]) =>
    countTokens(
      JSON.stringify({
        assets: presentAssets(
          Array.from({ length: count }, (_, number) => assetDto(number, more)),
          form,
          links,
        ),
      }),
    );
  const ordinary = { city: 'San Francisco', country: 'United States of America' };
  const long = 'スクリーンショット'.repeat(40);
  const hostile = {
    originalFileName: `${long}.png`,
    isFavorite: true,
    livePhotoVideoId: '00000000-0000-4000-8000-000000000000',
    isTrashed: true,
    rating: 5,
    city: long,
    country: long,
    description: long,
    people: Array.from({ length: 300 }, (_, number) => ({
      id: `00000000-0000-4000-8000-000000000${number + 100}`,
      name: long,
      birthDate: null,
      isHidden: false,
      isFavorite: true,
      thumbnailPath: '/data/thumbs/person.jpg',
    })),
  };

  test('of the default page, 50 assets, takes at most 3,500 tokens', () => {
    expect(page(50, 'compact', ordinary)).toBeLessThanOrEqual(3500);
  });

  test.each(['compact', 'full'] as const)('of the largest %s page takes at most 10,000 tokens', (form) => {
    expect(page(fittingPageSize(1000, form), form, ordinary)).toBeLessThanOrEqual(10_000);
    expect(page(fittingPageSize(1000, form), form, hostile)).toBeLessThanOrEqual(10_000);
  });

  test('of the largest page of albums takes at most 10,000 tokens', () => {
    const albums = Array.from({ length: fittingPageSize(1000, 'compact') }, (_, number) =>
      albumInList(albumDto(number, { albumName: long, description: long })),
    );
    expect(countTokens(JSON.stringify({ albums }))).toBeLessThanOrEqual(10_000);
  });

  test('of the largest page of people takes at most 10,000 tokens', () => {
    const person = { name: long, birthDate: long, color: long, isHidden: true, isFavorite: true, thumbnailPath: long };
    const people = Array.from({ length: fittingPageSize(1000, 'compact') }, (_, number) =>
      personInList({ ...person, id: `00000000-0000-4000-8000-000000000${number + 100}` }),
    );
    expect(countTokens(JSON.stringify({ people }))).toBeLessThanOrEqual(10_000);
  });
});
