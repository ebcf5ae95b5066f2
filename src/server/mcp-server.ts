/** One MCP server for one connection or request: a toolbox, spoken in the protocol's words. */
import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';
import { type CallDesk, callTool, unknownTool } from '../catalog/call.ts';
import { productName, version } from '../version.ts';
import type { CallGate } from './call-gate.ts';
import { refuseCursor } from './one-page.ts';
import { progressOf } from './progress.ts';
import type { PromptBook } from './prompt-book.ts';
import { answerPromptRequests } from './prompt-requests.ts';
import type { Toolbox } from './toolbox.ts';

/** What every server instance of one process shares. */
export interface ServerParts {
  readonly toolbox: Toolbox;
  readonly prompts: PromptBook;
  readonly desk: CallDesk;
  readonly gate: CallGate;
  readonly instructions: string;
}

/** Lists change only when the program is started anew, so a client may keep one for five minutes. */
const listHint = { ttlMs: 300_000, cacheScope: 'private' } as const;

/**
 * Makes a server for both protocol eras. Making one is cheap: everything that costs is in `parts`. It uses the SDK's
 * low-level class because arguments are checked, and answers built, in the catalog's own wrapper.
 */
export function createMcpServer(parts: ServerParts): Server {
  const server = new Server(
    { name: productName, title: 'Albumen', version },
    {
      capabilities: { tools: {}, prompts: {}, completions: {} },
      instructions: parts.instructions,
      cacheHints: { 'tools/list': listHint, 'prompts/list': listHint, 'server/discover': listHint },
    },
  );
  server.setRequestHandler('tools/list', ({ params }) => {
    refuseCursor(params);
    return { tools: parts.toolbox.list() };
  });
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const tool = parts.toolbox.find(params.name);
    if (tool === undefined) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, unknownTool(params.name).failure.message);
    }
    return parts.gate.run(context.mcpReq.signal, (signal) => callThrough(tool, params.arguments, context, signal));
  });
  answerPromptRequests(server, parts.prompts, parts.desk);
  return server;

  async function callThrough(
    tool: NonNullable<ReturnType<Toolbox['find']>>,
    args: unknown,
    context: ServerContext,
    signal: AbortSignal,
  ) {
    const progress = progressOf(context);
    try {
      return await callTool(
        tool,
        { args, caller: parts.toolbox.caller, signal, progress: progress.report },
        parts.desk,
      );
    } finally {
      progress.end();
    }
  }
}
