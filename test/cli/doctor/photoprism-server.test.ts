import { afterEach, expect, it } from 'vitest';
import { checkPhotoPrism } from '../../../src/cli/doctor/photoprism-server.ts';
import {
  adminToken,
  clientSession,
  type PhotoPrismStandIn,
  startPhotoPrism,
} from '../../fixtures/photoprism/server.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

let server: PhotoPrismStandIn | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function examined(accessToken = adminToken, options: Parameters<typeof startPhotoPrism>[0] = {}) {
  server = await startPhotoPrism(options);
  return checkPhotoPrism({ baseUrl: server.url, accessToken, timeoutSeconds: 2 });
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
  const findings = await checkPhotoPrism({ baseUrl: 'http://127.0.0.1:1', accessToken: 'x', timeoutSeconds: 1 });
  expect(findings).toMatchObject([{ level: 'problem', hint: expect.stringContaining('PHOTOPRISM_BASE_URL') }]);
});
