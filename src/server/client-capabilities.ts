/** What the client at the other end can do. */
import { CLIENT_CAPABILITIES_META_KEY, type McpServerFactory, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { pageMimeType, pagesExtension } from '../catalog/resource.ts';

/** The protocol era that a server instance speaks. */
export type Era = Parameters<McpServerFactory>[0]['era'];

const modes = z.looseObject({ form: z.unknown().optional(), url: z.unknown().optional() });
const capabilitiesShape = z.looseObject({
  elicitation: modes.optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
const envelopeShape = z.looseObject({ [CLIENT_CAPABILITIES_META_KEY]: capabilitiesShape });
const pagesShape = z.looseObject({ mimeTypes: z.array(z.string()).optional() });

/** What of it the server looks at. */
export type ClientAbilities = z.output<typeof capabilitiesShape>;

/**
 * What the client declared: in the newer era with each request, before when it connected (`connected`). Undefined where it
 * declared nothing.
 */
export function clientCapabilities(
  era: Era,
  context: ServerContext,
  connected: object | undefined,
): ClientAbilities | undefined {
  if (era === 'modern') return envelopeShape.safeParse(context.mcpReq.envelope).data?.[CLIENT_CAPABILITIES_META_KEY];
  return capabilitiesShape.safeParse(connected).data;
}

/** Whether a person can be asked in a form. A client that declares elicitation without a mode means forms. */
export function asksInForms(client: ClientAbilities | undefined): boolean {
  const elicitation = client?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

/** Whether it shows pages inside the chat (MCP Apps). */
export function showsPages(client: ClientAbilities | undefined): boolean {
  const declared = pagesShape.safeParse(client?.extensions?.[pagesExtension]);
  return declared.success && (declared.data.mimeTypes?.includes(pageMimeType) ?? false);
}
