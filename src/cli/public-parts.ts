/**
 * What a public server shows to whoever comes without a credential: the references, and nothing else. No library, journal or
 * setting of this server is handed in here, so that there is nothing that could be reached by mistake.
 */
import { bindTools } from '../catalog/binding.ts';
import type { ServerParts } from '../server/mcp-server.ts';
import { openViews } from '../server/views.ts';
import { allReferenceResources, allReferenceTools } from './reference.ts';

/** The parts of the public server; it shares with the household's what every call passes. */
export function publicParts({ desk, gate, questions }: ServerParts): ServerParts {
  const { audit, reportDefect, clean, deadlineSeconds } = desk;
  return {
    viewOf: openViews({
      tools: bindTools(allReferenceTools, undefined),
      prompts: [],
      resources: allReferenceResources,
      exposure: { toolsets: 'all', readOnly: true },
    }),
    desk: { audit, reportDefect, clean, deadlineSeconds },
    gate,
    questions,
  };
}
