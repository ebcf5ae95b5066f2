import { expect, test } from 'vitest';
import { type ResourceMetadata, resourceMetadataPage } from '../../src/access/resource-metadata.ts';

const publicUrl = 'https://photos.example.com';

async function documentOf(about: ResourceMetadata, path = '/mcp'): Promise<unknown> {
  const request = new Request(`http://127.0.0.1:8000/.well-known/oauth-protected-resource${path}`);
  const answer = await resourceMetadataPage(about).answer(request, { address: '203.0.113.7', publicUrl });
  expect(answer.headers.get('content-type')).toContain('application/json');
  return answer.json();
}

test('names what RFC 9728 and MCP ask for, and nothing else', async () => {
  expect(await documentOf({ issuers: ['https://auth.example.com/realms/home'], givesTokens: false })).toEqual({
    resource: 'https://photos.example.com/mcp',
    resource_name: 'Albumen',
    authorization_servers: ['https://auth.example.com/realms/home'],
    bearer_methods_supported: ['header'],
    scopes_supported: ['mcp'],
  });
});

test.each<[readonly string[], boolean, readonly string[]]>([
  [['https://a.example/', 'https://b.example'], false, ['https://a.example/', 'https://b.example']],
  [['https://a.example/'], true, ['https://a.example/', publicUrl]],
  [[], true, [publicUrl]],
  // MCP wants at least one.
  [[], false, [publicUrl]],
])('with the issuers %j, own clients %s: %j give out tokens', async (issuers, givesTokens, servers) => {
  expect(await documentOf({ issuers, givesTokens })).toMatchObject({ authorization_servers: servers });
});

test('answers for the server as a whole, and for each path to MCP', async () => {
  const page = resourceMetadataPage({ issuers: [], givesTokens: true });
  expect(page.methods).toEqual(['GET']);
  for (const path of ['', '/mcp', '/api/v1/mcp']) {
    expect(page.paths).toContain(`/.well-known/oauth-protected-resource${path}`);
    expect(await documentOf({ issuers: [], givesTokens: true }, path)).toMatchObject({ resource: publicUrl + path });
  }
  expect(page.paths).toHaveLength(3);
});
