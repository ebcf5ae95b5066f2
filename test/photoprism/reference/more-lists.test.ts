import { describe, expect, it } from 'vitest';
import { listCliCommands } from '../../../src/photoprism/reference/cli-commands-tool.ts';
import { listFileFormats } from '../../../src/photoprism/reference/file-formats-tool.ts';
import { listMetadataFields } from '../../../src/photoprism/reference/metadata-fields-tool.ts';
import { ask, refusal } from '../../fixtures/reference-tools.ts';

const tools = [listCliCommands, listFileFormats, listMetadataFields];

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (_name, tool) => {
  it('is read page by page, nothing twice and nothing left out', async () => {
    const { total_matches: total } = await ask(tool, { limit: 1 });
    const seen: string[] = [];
    for (let offset = 0; offset < total; offset += 17) {
      const page = await ask(tool, { limit: 17, offset });
      expect(page.truncated).toBe(offset + 17 < total);
      expect(page.warnings).toEqual(
        page.truncated
          ? [`results truncated to 17 of ${total} matches; pass offset ${offset + 17} to retrieve more`]
          : undefined,
      );
      seen.push(...page.matches.map((match) => JSON.stringify(match)));
    }
    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
    expect(await ask(tool, { offset: total })).toMatchObject({ matches: [], truncated: false });
  });

  it('gives 20 unless told, and never more than 50', async () => {
    expect((await ask(tool)).matches).toHaveLength(20);
    expect((await ask(tool, { limit: 500 })).matches.length).toBeLessThanOrEqual(50);
  });

  it.each([
    [{ limit: -1 }, 'limit must be greater than 0'],
    [{ offset: -1 }, 'offset must not be negative'],
    [{ query: 'x'.repeat(201) }, 'query must not exceed 200 characters'],
    [{ limit: -1, offset: -1, query: 'x'.repeat(201) }, 'limit must be greater than 0'],
  ])('refuses %j', async (args, message) => {
    expect(await refusal(tool, args)).toBe(message);
  });

  it('describes everything in a sentence of its own', async () => {
    const all = [...(await ask(tool, { limit: 50 })).matches, ...(await ask(tool, { limit: 50, offset: 50 })).matches];
    for (const { description } of all) expect(description).toMatch(/^[A-Z'].{7,}\.$/);
    expect(new Set(all.map(({ description }) => description)).size).toBe(all.length);
  });
});

describe('what is found', () => {
  it.each([
    [listCliCommands, 'clients add', 'command', ['clients add']],
    [listCliCommands, '--reassign', 'command', ['cameras rm', 'lenses rm']],
    [listCliCommands, 'formats', 'command', ['show file-formats']],
    [listFileFormats, '.hevc', 'format', ['HVC']],
    [listFileFormats, 'camcorder', 'format', ['AVCHD', 'DV']],
    [listFileFormats, 'jxl', 'format', ['JXL']],
    [listMetadataFields, 'photoshop:headline', 'field', ['Title']],
    [listMetadataFields, 'HyperfocalDistance', 'field', ['FocalDistance']],
    [listMetadataFields, 'description.alt', 'field', ['Caption']],
  ])('%#: by %j', async (tool, query, name, found) => {
    expect((await ask(tool, { query })).matches.map((match) => match[name])).toEqual(found);
  });

  it('is a command with its arguments, aliases and flags', async () => {
    const { matches } = await ask(listCliCommands, { query: 'leaves them where they were' });
    expect(matches).toEqual([
      { command: 'cp', arguments: '[source]', aliases: 'copy', description: expect.any(String), flags: '--dest -d' },
    ]);
  });

  it.each([
    ['archive', 1],
    ['document', 1],
    ['image', 14],
    ['raw', 2],
    ['sidecar', 8],
    ['vector', 4],
    ['video', 27],
  ])('%s has %i formats', async (type, count) => {
    expect((await ask(listFileFormats, { type })).total_matches).toBe(count);
  });

  it('is no format of a type that does not exist', async () => {
    expect(await refusal(listFileFormats, { type: 'audio', limit: -1 })).toBe(
      'type must be one of archive, document, image, raw, sidecar, vector, video, or all',
    );
  });

  it('has no extension twice', async () => {
    const formats = [
      ...(await ask(listFileFormats, { limit: 50 })).matches,
      ...(await ask(listFileFormats, { offset: 50 })).matches,
    ];
    const extensions = formats.flatMap((format) => (format.extensions ?? '').split(' '));
    for (const extension of extensions) expect(extension).toMatch(/^\.[a-z0-9]+$/);
    expect(new Set(extensions).size).toBe(extensions.length);
  });
});
