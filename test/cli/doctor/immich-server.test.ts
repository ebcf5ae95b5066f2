import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, test } from 'vitest';
import { checkImmich } from '../../../src/cli/doctor/immich-server.ts';
import { printReport } from '../../../src/cli/doctor/print.ts';
import { type DoctorReport, isHealthy } from '../../../src/cli/doctor/report.ts';
import type { ScopedTool } from '../../../src/immich/key-scopes.ts';
import { answerJson, type SeenRequest, type StandIn, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { noteSaid, watchSecret } from '../../fixtures/watched-secrets.ts';

const apiKey = watchSecret('doctor-key-never-to-be-told');
const tools: ScopedTool[] = [
  { name: 'look', effect: 'read', scopes: ['asset.read', 'asset.statistics'] },
  { name: 'tag', effect: 'change', scopes: ['tag.asset', 'asset.read'] },
  { name: 'drop', effect: 'remove', scopes: ['tag.delete'] },
];
const allOn = { trash: true, smartSearch: true, duplicateDetection: true, facialRecognition: true };

interface Server {
  version?: object;
  permissions?: string[] | number;
  features?: object;
  date?: Date;
}

const opened: StandIn[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function serve(answer: (request: SeenRequest, response: ServerResponse) => void): Promise<string> {
  const server = await startStandIn(answer);
  opened.push(server);
  return server.url;
}

/** An Immich of these facts. */
function immich({ version, permissions = ['all'], features = allOn, date = new Date() }: Server) {
  return serve((request, response) => {
    response.setHeader('date', date.toUTCString());
    if (request.url === '/api/server/ping') return answerJson(response, { res: 'pong' });
    if (request.url === '/api/server/version') return answerJson(response, version ?? { major: 3, minor: 1, patch: 0 });
    if (request.url === '/api/tags') return answerJson(response, [{ id: 't', name: 'Sea', value: 'Trip/Sea' }]);
    if (request.url === '/api/server/features') return answerJson(response, features);
    if (request.url !== '/api/api-keys/me') return answerJson(response, { message: 'Cannot GET' }, 404);
    return typeof permissions === 'number'
      ? answerJson(response, { message: 'Invalid API key' }, permissions)
      : answerJson(response, { id: 'x', name: 'key', createdAt: '', updatedAt: '', permissions });
  });
}

async function examine(baseUrl: string, offered = tools): Promise<DoctorReport & { text: string; worst: string[] }> {
  const report = await checkImmich({ baseUrl, apiKey, timeoutSeconds: 5, offered, all: tools });
  const text = printReport(report);
  noteSaid('the doctor', text + JSON.stringify(report));
  const said = report.findings
    .filter(({ level }) => level !== 'ok')
    .map(({ level, message }) => `${level}: ${message}`);
  return { ...report, text, worst: said };
}

describe('the doctor of an Immich server', () => {
  it('finds nothing wrong where all is well', async () => {
    const needed = ['asset.read', 'asset.statistics', 'tag.asset', 'tag.delete'];
    const report = await examine(await immich({ permissions: needed }));
    expect(report.worst).toEqual([]);
    expect(isHealthy(report)).toBe(true);
    expect(report.scopes).toEqual({ everything: needed, readOnly: ['asset.read', 'asset.statistics'] });
    expect(report.text).toContain('All is well.');
  });

  it('names each tool that does not work, what the key lacks for it, and what to grant, together', async () => {
    const report = await examine(await immich({ permissions: ['asset.read', 'asset.statistics'] }));
    expect(report.key).toEqual({
      offered: 3,
      lacking: [
        { tool: 'tag', missing: ['tag.asset'] },
        { tool: 'drop', missing: ['tag.delete'] },
      ],
      grant: ['tag.asset', 'tag.delete'],
    });
    expect(report.worst).toEqual(['problem: With this key 2 of 3 tools do not work, or not in full.']);
    expect(report.text).toContain('Grant to the key:\n  tag.asset, tag.delete\n');
    expect(report.text).toContain('or set ALBUMEN_READ_ONLY=true');
  });

  it('asks for nothing that this configuration does not offer', async () => {
    const reads = tools.filter(({ effect }) => effect === 'read');
    const report = await examine(await immich({ permissions: ['asset.read', 'asset.statistics'] }), reads);
    expect(isHealthy(report)).toBe(true);
    expect(report.key).toMatchObject({ offered: 1, lacking: [] });
  });

  it('does not propose to read only where reading is what lacks', async () => {
    const report = await examine(await immich({ permissions: ['tag.asset'] }));
    expect(report.text).not.toContain('or set ALBUMEN_READ_ONLY');
  });

  test.each([
    [['all'], 'note: The key may do everything in Immich, more than Albumen needs.'],
    [
      ['asset.read', 'asset.statistics', 'tag.asset', 'tag.delete', 'user.delete', 'apiKey.create'],
      'note: The key may do more than Albumen needs here: apiKey.create, user.delete.',
    ],
  ])('says when the key may do more than it must: %j', async (permissions, said) => {
    const report = await examine(await immich({ permissions }));
    expect(report.worst).toEqual([said]);
    expect(isHealthy(report)).toBe(true);
  });

  test.each([
    [{ major: 2, minor: 6, patch: 9 }, 'problem: Immich 2.6.9 is too old.', false],
    [{ major: 2, minor: 7, patch: 0 }, undefined, true],
    [{ major: 3, minor: 2, patch: 9 }, undefined, true],
    [
      { major: 3, minor: 3, patch: 0 },
      'note: Immich 3.3.0 is newer than what Albumen was made for (2.7 to 3.2).',
      true,
    ],
    [
      { major: 4, minor: 0, patch: 0 },
      'note: Immich 4.0.0 is newer than what Albumen was made for (2.7 to 3.2).',
      true,
    ],
  ])('judges the version %j', async (version, said, healthy) => {
    const report = await examine(
      await immich({ version, permissions: [...new Set(tools.flatMap((tool) => tool.scopes))] }),
    );
    expect(report.worst).toEqual(said === undefined ? [] : [said]);
    expect(isHealthy(report)).toBe(healthy);
  });

  it('says what the server has switched off', async () => {
    const off = { trash: false, smartSearch: false, duplicateDetection: false, facialRecognition: false };
    const report = await examine(await immich({ features: off }));
    const text = report.worst.join('\n');
    expect(text).toMatch(/The trash is off.*gone at once/);
    expect(text).toContain('immich_search_smart does not work');
    expect(text).toContain('immich_duplicates_list shows only');
    expect(text).toContain('Face recognition is off');
    expect(isHealthy(report)).toBe(true);
  });

  it('notices a clock that is far off', async () => {
    const date = new Date(Date.now() - 3_600_000);
    expect((await examine(await immich({ date }))).worst[0]).toMatch(/clock is (59|60|61) min behind/);
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    ['a wrong key', () => immich({ permissions: 401 }), /does not accept the API key/],
    ['nobody', async () => 'http://127.0.0.1:9', /cannot be reached|refused|does not answer/i],
    [
      'some other server',
      () => serve((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')),
      /Immich/,
    ],
    [
      'a server without this API',
      () => serve((_request, response) => answerJson(response, { res: 1 }, 404)),
      /IMMICH_BASE_URL|Immich/,
    ],
    ['a server that answers pong but no version', () => immich({ version: {} }), /does not answer like Immich/],
  ])('says in one problem what is wrong with %s, and stops there', async (_what, open, said) => {
    const report = await examine(await open());
    const problems = report.findings.filter(({ level }) => level === 'problem');
    expect(problems).toHaveLength(1);
    expect(`${problems[0]?.message} ${problems[0]?.hint}`).toMatch(said);
    expect(report.findings.at(-1)).toBe(problems[0]);
    expect(report.text).toContain('Something is wrong');
  });
});

describe('what ALBUMEN_PROTECT names', () => {
  it.each([
    [{ kind: 'tag', name: 'Trip/Sea' }, 'ok: ALBUMEN_PROTECT: the tag "Trip/Sea" is there.'],
    [{ kind: 'tag', name: 'Sea' }, 'problem: ALBUMEN_PROTECT: the library does not have the tag "Sea".'],
    [{ kind: 'album', name: 'Family' }, 'problem: ALBUMEN_PROTECT: what it names cannot be read'],
  ] as const)('is looked for: %j', async (set, said) => {
    const baseUrl = await immich({});
    const report = await checkImmich({
      baseUrl,
      apiKey,
      timeoutSeconds: 5,
      offered: tools,
      all: tools,
      protect: [set],
    });
    const lines = report.findings.map(({ level, message }) => `${level}: ${message}`);
    expect(lines.find((line) => line.includes('ALBUMEN_PROTECT'))).toContain(said);
  });
});
