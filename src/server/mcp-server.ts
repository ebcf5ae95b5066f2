/** One MCP server for one connection or request: a caller's view of the catalog, spoken in the protocol's words. */
import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';
import type { ListedTool } from '../catalog/binding.ts';
import { type CallDesk, callTool, unknownTool } from '../catalog/call.ts';
import type { Caller } from '../catalog/caller.ts';
import { productName, version } from '../version.ts';
import { callAsking, type QuestionCodec, usualPatience } from './asking.ts';
import type { CallGate } from './call-gate.ts';
import { clientCapabilities, type Era, showsPages } from './client-capabilities.ts';
import { refuseCursor } from './one-page.ts';
import { progressOf } from './progress.ts';
import { answerPromptRequests } from './prompt-requests.ts';
import { answerResourceRequests } from './resource-requests.ts';
import type { ViewOf } from './views.ts';

/** What every server instance of one process shares. */
export interface ServerParts {
  readonly viewOf: ViewOf;
  readonly desk: CallDesk;
  readonly gate: CallGate;
  /** Signs what a client carries while a person thinks. */
  readonly questions: QuestionCodec;
  /** How long a person may take to answer a question, in milliseconds; 10 minutes unless told. */
  readonly patience?: number;
}

/** Lists change only when the program is started anew, so a client may keep one for five minutes. */
const listHint = { ttlMs: 300_000, cacheScope: 'private' } as const;

/**
 * Makes a server for one of the protocol eras. Making one is cheap: everything that costs is in `parts`. It uses the SDK's
 * low-level class because arguments are checked, and answers built, in the catalog's own wrapper.
 */
export function createMcpServer(parts: ServerParts, { era }: { readonly era: Era }, caller: Caller): Server {
  const view = parts.viewOf(caller);
  const hasResources = !view.resources.isEmpty;
  const server = new Server(
    { name: productName, title: 'Albumen', version },
    {
      capabilities: { tools: {}, prompts: {}, completions: {}, ...(hasResources ? { resources: {} } : {}) },
      instructions: view.instructions,
      cacheHints: {
        'tools/list': listHint,
        'prompts/list': listHint,
        'resources/list': listHint,
        'resources/templates/list': listHint,
        'resources/read': listHint,
        'server/discover': listHint,
      },
    },
  );
  server.setRequestHandler('tools/list', ({ params }, context) => {
    refuseCursor(params);
    const client = clientCapabilities(era, context, server.getClientCapabilities());
    return { tools: view.toolbox.list({ showsPages: showsPages(client) }) };
  });
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const tool = view.toolbox.find(params.name);
    if (tool === undefined) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, unknownTool(params.name).failure.message);
    }
    return call(tool, params.arguments, context);
  });
  answerPromptRequests(server, view.prompts, parts.desk, caller);
  if (hasResources) answerResourceRequests(server, view.resources, parts.desk);
  return server;

  async function call(tool: ListedTool, args: unknown, context: ServerContext) {
    const { gate, desk, patience = usualPatience } = parts;
    const { signal } = context.mcpReq;
    const progress = progressOf(context);
    const finds = (name: string) => view.toolbox.find(name) !== undefined;
    const facts = { args, caller, progress: progress.report, finds };
    try {
      return await callAsking({
        era,
        context,
        client: clientCapabilities(era, context, server.getClientCapabilities()),
        patience,
        codec: parts.questions,
        run: (asked) => gate.run(caller.id, signal, (signal) => callTool(tool, { ...facts, ...asked, signal }, desk)),
        wait: (work) => gate.wait(signal, (both) => progress.during(work(both))),
      });
    } finally {
      progress.end();
    }
  }
}
