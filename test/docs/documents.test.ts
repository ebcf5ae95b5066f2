import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toolsets } from '../../src/catalog/tool.ts';
import { allTools } from '../../src/cli/all-tools.ts';
import { settings } from '../../src/config.ts';
import { anchorOf, documents, proseOf } from './documents.ts';

const headings = new Map(
  documents.map(({ path, text }) => [
    path,
    new Set([...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))),
  ]),
);

/** Links and pictures of a page, but those that lead out of the project. */
function linksIn({ path, text }: { path: string; text: string }): { file: string; anchor: string; written: string }[] {
  const targets = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((written) => {
      const [file = '', anchor = ''] = written.split('#');
      return { file: file === '' ? path : normalize(join(dirname(path), file)), anchor, written };
    });
}

describe('the documents', () => {
  it.each(documents)('$path links to files and headings that exist', (document) => {
    const broken = linksIn(document).filter(
      ({ file, anchor }) => !existsSync(file) || (anchor !== '' && headings.get(file)?.has(anchor) !== true),
    );
    expect(broken.map(({ written }) => written)).toEqual([]);
  });

  it('are all reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      const document = documents.find((one) => one.path === path);
      for (const { file } of document === undefined ? [] : linksIn(document)) reached.add(file);
    }
    expect(documents.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });

  it.each(documents)('$path names tools that there are', ({ text }) => {
    const known = new Set<string>([...allTools.map(({ name }) => name), ...toolsets, ...otherNames]);
    const named = [...text.matchAll(/`((?:immich|photoprism|history|view)_[a-z_]+)`/g)];
    expect(named.map(([, name = '']) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(documents)('$path names settings that there are', ({ text }) => {
    const known = new Set(
      Object.values(settings).flatMap(({ env, fromFile }) => (fromFile ? [env, `${env}_FILE`] : [env])),
    );
    const named = [...text.matchAll(/\b(?:ALBUMEN|IMMICH|PHOTOPRISM)_[A-Z_]+[A-Z]\b/g)].map(([name]) => name);
    expect(named.filter((name) => !known.has(name) && !Object.hasOwn(others, name))).toEqual([]);
  });
});

/** What looks like a tool: a network of containers. */
const otherNames = ['immich_default'];

/** Variables that are no settings of the program. */
const others: Readonly<Record<string, string>> = {
  ALBUMEN_RECORDINGS: 'where tests find recordings',
  ALBUMEN_BROWSER: 'where tests find a browser',
  ALBUMEN_PROVE: 'how long a test tries',
  IMMICH_NETWORK: 'of docker-compose.yml',
  PHOTOPRISM_READONLY: "PhotoPrism's own",
  PHOTOPRISM_PUBLIC: "PhotoPrism's own",
};
