/** What makes an MCP server for whoever was let in. */
import type { McpServerFactory } from '@modelcontextprotocol/server';
import type { Identity } from '../access/identity.ts';

/** Makes the server of one session, or of one request of the 2026 revision: what it holds is what `identity` may see. */
export type ServerFor = (context: Parameters<McpServerFactory>[0], identity: Identity) => ReturnType<McpServerFactory>;
