/** Who asks, and whether under a name that is ours: looked at before anything else of a request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Visitor } from '../../access/open-page.ts';
import type { AllowedNames } from './allowed-names.ts';
import { ambiguity } from './strict-request.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

export interface VisitorRules {
  readonly names: AllowedNames;
  readonly proxies: TrustedProxies;
  /** What clients are told is the address of this server; as they asked for it without. */
  readonly serverUrl: string | undefined;
}

/** Answers requests under foreign names, and those that can be read in two ways; whoever sent them learns nothing more. */
export function turnedAway(incoming: IncomingMessage, outgoing: ServerResponse, rules: VisitorRules): boolean {
  const ambiguous = ambiguity(incoming);
  if (ambiguous !== undefined) return turnAway(outgoing, 400, ambiguous);
  const foreign = foreignName(incoming, rules);
  return foreign !== undefined && turnAway(outgoing, 403, `This ${foreign} is not allowed.`);
}

/** Whoever sent a request that was not turned away. */
export function visitorOf(incoming: IncomingMessage, { proxies, serverUrl }: VisitorRules): Visitor {
  const { address, scheme, hosts } = proxies.originOf(incoming);
  return { address, publicUrl: serverUrl ?? `${scheme}://${hosts.at(-1)}` };
}

function foreignName(incoming: IncomingMessage, { names, proxies }: VisitorRules): 'Host' | 'Origin' | undefined {
  if (!proxies.originOf(incoming).hosts.every(names.host)) return 'Host';
  const { origin } = incoming.headers;
  return origin === undefined || names.origin(origin) ? undefined : 'Origin';
}

function turnAway(outgoing: ServerResponse, code: 400 | 403, error: string): true {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' };
  outgoing.writeHead(code, headers).end(JSON.stringify({ code, error }));
  return true;
}
