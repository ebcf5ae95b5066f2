/** The server of a program that cannot start: people see a client's chat, not what a program said on stderr. */
import { Server } from '@modelcontextprotocol/server';
import { failureResult } from '../catalog/answer.ts';
import type { Failure } from '../catalog/result.ts';
import { productName, version } from '../version.ts';

/** Its only tool says what is wrong, in its description already; `why` must hold no secret. No library is reached. */
export function createUnreadyServer(why: Failure): Server {
  const hint = why.hint ?? 'Correct it where this program has the settings of Albumen, then start it anew.';
  const text = `${why.message} ${hint}`;
  const server = new Server(
    { name: productName, title: 'Albumen', version },
    { capabilities: { tools: {} }, instructions: `Albumen cannot be used yet. Tell the person: ${text}` },
  );
  const tool = {
    name: 'albumen_settings_problem',
    title: 'What Albumen still needs',
    description: `Albumen has no other tools yet. Tell the person: ${text}`,
    inputSchema: { type: 'object' as const, properties: {} },
    annotations: { readOnlyHint: true, openWorldHint: false },
  };
  server.setRequestHandler('tools/list', () => ({ tools: [tool] }));
  server.setRequestHandler('tools/call', () => failureResult({ ...why, hint }));
  return server;
}
