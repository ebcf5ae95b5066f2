/** Pages of the front door that are reached without being signed in: the token endpoint, what clients look up. */

/** Who sent a request, as far as configured proxies can be believed. */
export interface Visitor {
  /** The IP address that the request came from. */
  readonly address: string;
  /** `https://host[:port][/path]` under which the visitor sees this server, without a slash at its end. */
  readonly publicUrl: string;
}

/** One such page. The door has checked Host and Origin, counted the request, read its body, and marks the answer `no-store`. */
export interface OpenPage {
  /** Where it answers: `/oauth/token`, `/api/v1/oauth/token`. */
  readonly paths: readonly string[];
  readonly methods: readonly ('GET' | 'POST')[];
  /** `request` has its whole body in memory. Rejects only on defects. */
  answer(request: Request, visitor: Visitor): Promise<Response>;
}
