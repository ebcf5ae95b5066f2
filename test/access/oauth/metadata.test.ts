import { expect, it } from 'vitest';
import { authorizationServerMetadata } from '../../../src/access/oauth/metadata.ts';

it('says where tokens come from, under the public address', () => {
  expect(authorizationServerMetadata('https://photos.example.com')).toMatchObject({
    issuer: 'https://photos.example.com',
    token_endpoint: 'https://photos.example.com/oauth/token',
    revocation_endpoint: 'https://photos.example.com/oauth/revoke',
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    response_types_supported: [],
  });
});
