/** Lets in who may come in, and tells the others what MCP's and PhotoPrism's clients understand. */
import { type Challenged, challenge } from '../../access/challenge.ts';
import type { Identity, Refusal, SignIn } from '../../access/identity.ts';
import type { RequestLimits } from '../../access/limits/request-limits.ts';
import type { Visitor } from '../../access/open-page.ts';
import { refusal, tooMany } from './refusal.ts';
import type { SignInAudit } from './sign-in-audit.ts';

/** What is behind the door: PhotoPrism's resources. */
export type Resource = 'mcp' | 'metrics';

export interface GatekeeperParts {
  /** Who is let in to which resource. */
  readonly signIns: Readonly<Record<Resource, SignIn>>;
  readonly limits: RequestLimits;
  readonly audit: SignInAudit;
  /** Told of every sign-in: `allowed`, or why not. */
  onSignIn(outcome: string): void;
}

export interface Gatekeeper {
  /** Who sent the request, or what to answer instead. Reads headers alone. */
  admit(request: Request, visitor: Visitor, resource: Resource): Promise<Identity | Response>;
}

/** Signs each request in and counts it. */
export function openGatekeeper({ signIns, limits, audit, onSignIn }: GatekeeperParts): Gatekeeper {
  return {
    admit: async (request, visitor, resource) => {
      const admission = await signIns[resource].identify(request.headers, visitor.address);
      audit.note(admission, visitor.address);
      onSignIn(admission.admitted ? 'allowed' : admission.refusal.reason);
      if (!admission.admitted) {
        // There is a page about each path to MCP; what else is behind the door belongs to the server as a whole.
        const path = resource === 'mcp' ? new URL(request.url).pathname : '';
        return refused(admission.refusal, { publicUrl: visitor.publicUrl, path, scope: resource });
      }
      const seconds = await limits.ofIdentity(admission.identity.id);
      return seconds > 0 ? tooMany(seconds) : admission.identity;
    },
  };
}

function refused(refused: Refusal, asked: Challenged): Response {
  const { status, message, retryAfterSeconds = 10 } = refused;
  if (status === 429) return tooMany(retryAfterSeconds);
  if (status === 503) return refusal(503, message, { 'retry-after': String(retryAfterSeconds) });
  return refusal(status, message, { 'www-authenticate': challenge(refused, asked) });
}
