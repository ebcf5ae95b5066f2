import { afterEach, expect, it } from 'vitest';
import { checkPhotoPrism } from '../../../src/cli/doctor/photoprism-server.ts';
import {
  adminToken,
  clientSession,
  type PhotoPrismStandIn,
  scoped,
  startPhotoPrism,
} from '../../fixtures/photoprism/server.ts';
import { addPhoto, emptyState } from '../../fixtures/photoprism/state.ts';
import { addAlbum } from '../../fixtures/photoprism/things.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

let server: PhotoPrismStandIn | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function examined(accessToken = adminToken, options: Parameters<typeof startPhotoPrism>[0] = {}) {
  server = await startPhotoPrism(options);
  return (await checkPhotoPrism({ baseUrl: server.url, accessToken, timeoutSeconds: 2 })).findings;
}

it('says that all is well, with version and edition', async () => {
  expect(await examined()).toEqual([
    { level: 'ok', message: expect.stringMatching(/^PhotoPrism at 127\.0\.0\.1:\d+ answers: .+\.$/) },
  ]);
});

it('says what a token cannot do that belongs to nobody', async () => {
  const token = 'a'.repeat(48);
  const [, finding] = await examined(token, { sessions: [clientSession(token)] });
  expect(finding).toMatchObject({ level: 'note', message: expect.stringContaining('belongs to no user') });
});

it('says that a token is not accepted, and never the token', async () => {
  const wrong = watchSecret('wrong-token-of-the-doctor-771');
  const findings = await examined(wrong);
  expect(findings).toMatchObject([{ level: 'problem', message: expect.stringContaining('401') }]);
  expect(JSON.stringify(findings)).not.toContain(wrong);
});

it('says that nobody answers', async () => {
  const { findings } = await checkPhotoPrism({ baseUrl: 'http://127.0.0.1:1', accessToken: 'x', timeoutSeconds: 1 });
  expect(findings).toMatchObject([{ level: 'problem', hint: expect.stringContaining('PHOTOPRISM_BASE_URL') }]);
});

it('counts what it has of what is protected, a keyword too, and says that it cannot be read', async () => {
  const state = emptyState();
  addAlbum(state, 'Family');
  addPhoto(state, { keywords: 'dear' });
  server = await startPhotoPrism({ state, sessions: [scoped(adminToken, '*'), scoped('only-config-token', 'config')] });
  const protect = [
    { kind: 'favorites' },
    { kind: 'album', name: 'family' },
    { kind: 'tag', name: 'Dear' },
    { kind: 'person', name: 'Anna' },
  ] as const;
  const asked = { baseUrl: server.url, timeoutSeconds: 2, protect };
  const { sets } = await checkPhotoPrism({ ...asked, accessToken: adminToken });
  expect(sets?.map(({ set, count }) => [set.name, count])).toEqual([
    ['family', 1],
    ['Dear', 1],
    ['Anna', 0],
  ]);
  const unread = await checkPhotoPrism({ ...asked, accessToken: watchSecret('only-config-token') });
  expect(unread.sets).toBeUndefined();
  expect(unread.findings.at(-1)).toMatchObject({
    level: 'problem',
    message: expect.stringContaining('cannot be read'),
  });
});
