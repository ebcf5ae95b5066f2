/** What OAuth clients can find out about the token endpoint by themselves. */

/** Where the document is found below the server's address (RFC 8414, 3). */
export const authorizationServerPath = '/.well-known/oauth-authorization-server';

/** The document of RFC 8414 for a server with this public address, which has no slash at its end. */
export function authorizationServerMetadata(address: string): Record<string, string | readonly string[]> {
  const methods = ['client_secret_basic', 'client_secret_post'];
  return {
    issuer: address,
    token_endpoint: `${address}/oauth/token`,
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint: `${address}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: methods,
    grant_types_supported: ['client_credentials'],
    // Nobody signs in on a page here.
    response_types_supported: [],
    scopes_supported: ['mcp', 'metrics', 'read', 'write', '*'],
  };
}
