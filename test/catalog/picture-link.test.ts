/** The argument `links`: who is offered it, and what a tool is told. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type BoundTool, bindTools } from '../../src/catalog/binding.ts';
import { callTool } from '../../src/catalog/call.ts';
import { localCaller } from '../../src/catalog/caller.ts';
import { toolDefiners } from '../../src/catalog/define-tools.ts';
import { listingLinks, type PictureLinks } from '../../src/catalog/picture-link.ts';
import { success } from '../../src/catalog/result.ts';
import { textOf } from '../fixtures/call-desk.ts';

const { defineTool } = toolDefiners<undefined>();
const facts = {
  title: 'x',
  description: 'x',
  toolset: 'view',
  effect: 'read',
  permission: 'view',
  scopes: [],
  input: z.strictObject({ id: z.string() }),
  output: z.looseObject({}),
} as const;

const offering = defineTool({
  ...facts,
  name: 'offering',
  offersLinks: true,
  run: async ({ id }, _, { links }) =>
    success({ data: { picture: links?.addressOf({ id, size: 'thumb' }) ?? 'bytes', minutes: links?.minutes ?? null } }),
});
const plain = defineTool({
  ...facts,
  name: 'plain',
  run: async (_input, _, { links }) => success({ data: { links: links !== undefined } }),
});
const tools: readonly BoundTool[] = bindTools([offering, plain], undefined);

const links: PictureLinks = {
  minutes: 10,
  addressOf: ({ id, size }, caller) => `https://photos.example/${caller.id}/${id}/${size}`,
};

async function say(name: string, args: unknown, given: PictureLinks | 'none' = links): Promise<string> {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  const request = { args, caller: localCaller, signal: new AbortController().signal, progress: () => {} };
  const desk = { audit: () => {}, reportDefect: () => {}, clean: (text: string) => text, deadlineSeconds: 5 };
  return textOf(await callTool(tool, request, { ...desk, ...(given === 'none' ? {} : { links: given }) }));
}

describe('the argument is listed', () => {
  const listed = (offered: boolean) =>
    Object.fromEntries(listingLinks(tools, offered).map(({ name, input }) => [name, Object.keys(input.shape)]));

  it('by tools that offer addresses, where there are any', () => {
    expect(listed(true)).toEqual({ offering: ['id', 'links'], plain: ['id'] });
    expect(listed(false)).toEqual({ offering: ['id'], plain: ['id'] });
  });
});

describe('a call', () => {
  it.each([
    [
      'that wants addresses has those of its caller',
      { id: 'a', links: true },
      '{"picture":"https://photos.example/local/a/thumb","minutes":10}',
    ],
    ['that does not say so has pictures', { id: 'a' }, '{"picture":"bytes","minutes":null}'],
    ['that says no has pictures', { id: 'a', links: false }, '{"picture":"bytes","minutes":null}'],
    ['that leaves it empty has pictures', { id: 'a', links: null }, '{"picture":"bytes","minutes":null}'],
  ])('%s', async (_, args, answer) => expect(await say('offering', args)).toBe(answer));

  it('is refused what is no yes or no, and what nobody offers', async () => {
    expect(await say('offering', { id: 'a', links: 'please' })).toContain('links');
    expect(await say('offering', { id: 'a', link: true })).toContain('unknown argument "link" (known: id, links)');
    expect(await say('plain', { id: 'a', links: true })).toContain('Invalid arguments');
    expect(await say('plain', { id: 'a' })).toBe('{"links":false}');
  });

  it('knows no such argument where there are no addresses', async () => {
    expect(await say('offering', { id: 'a', links: true }, 'none')).toContain('Invalid arguments');
    expect(await say('offering', { id: 'a' }, 'none')).toContain('bytes');
  });
});
