/** The document that tells a client who gives out tokens for this server: RFC 9728, 2. */
import { metadataPath } from './challenge.ts';
import type { OpenPage } from './open-page.ts';

/** What the document is about: the server as a whole, and each path to MCP. */
const resources = ['', '/mcp', '/api/v1/mcp'];

/**
 * Only what every client needs: some ask their provider for all that stands here (MCP 2026-07-28, "Scope Selection
 * Strategy"), and a provider that does not know a scope refuses all of them.
 */
const scopes = ['mcp'];

export interface ResourceMetadata {
  /** Identity providers, as their own documents name them. */
  readonly issuers: readonly string[];
  /** Whether clients are kept here, so that this server's own token endpoint serves them. */
  readonly givesTokens: boolean;
}

/** The pages that the front door mounts. Nothing in them is a secret. */
export function resourceMetadataPage({ issuers, givesTokens }: ResourceMetadata): OpenPage {
  return {
    paths: resources.map((path) => metadataPath + path),
    methods: ['GET'],
    answer: async (request, { publicUrl }) => {
      const asked = new URL(request.url).pathname;
      const path = resources.find((one) => asked === metadataPath + one) ?? '';
      // A client takes the first one that suits it; people sign in with their provider.
      const servers = givesTokens || issuers.length === 0 ? [...issuers, publicUrl] : issuers;
      return Response.json({
        resource: publicUrl + path,
        resource_name: 'Albumen',
        authorization_servers: servers,
        bearer_methods_supported: ['header'],
        scopes_supported: scopes,
      });
    },
  };
}
