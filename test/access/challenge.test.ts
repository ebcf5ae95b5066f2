import { expect, test } from 'vitest';
import { challenge } from '../../src/access/challenge.ts';
import type { Refusal } from '../../src/access/identity.ts';
import { resourceMetadataPage } from '../../src/access/resource-metadata.ts';

const asked = { publicUrl: 'https://photos.example.com/home', path: '/mcp', scope: 'mcp' };
const rest = 'resource_metadata="https://photos.example.com/home/.well-known/oauth-protected-resource/mcp"';

test.each<[Refusal['status'], Refusal['reason'], string]>([
  [401, 'missing', `Bearer realm="albumen", scope="mcp", ${rest}`],
  [401, 'malformed', `Bearer realm="albumen", error="invalid_token", scope="mcp", ${rest}`],
  [401, 'expired', `Bearer realm="albumen", error="invalid_token", scope="mcp", ${rest}`],
  [403, 'not_permitted', `Bearer realm="albumen", error="insufficient_scope", scope="mcp", ${rest}`],
])('%s for what is %s says %s', (status, reason, wanted) => {
  expect(challenge({ status, reason }, asked)).toBe(wanted);
});

test('another scope is named', () => {
  expect(challenge({ status: 401, reason: 'missing' }, { ...asked, scope: 'metrics' })).toContain('scope="metrics"');
});

test('the address that a client is told leads to a page that is about what it asked for', async () => {
  const page = resourceMetadataPage({ issuers: ['https://auth.example.com'], givesTokens: false });
  for (const path of ['/mcp', '/api/v1/mcp', '']) {
    const told = challenge(
      { status: 401, reason: 'missing' },
      { ...asked, publicUrl: 'https://photos.example.com', path },
    );
    const address = /resource_metadata="([^"]+)"/.exec(told)?.[1] ?? '';
    expect(page.paths).toContain(new URL(address).pathname);
    const visitor = { address: '203.0.113.7', publicUrl: 'https://photos.example.com' };
    const answer = await page.answer(new Request(address), visitor);
    expect(await answer.json()).toMatchObject({ resource: `https://photos.example.com${path}` });
  }
});
