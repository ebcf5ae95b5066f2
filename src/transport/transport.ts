/** What carries requests to a library, over the network or within this process. */

/** What one request may take. */
export interface RequestLimits {
  readonly signal: AbortSignal;
  readonly timeoutSeconds: number;
  readonly maxBytes: number;
}

/** A request on its way. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | FormData | Blob | undefined;
}

export interface Transport {
  /** Answers with any status; throws a `LibraryFault` for everything that is no answer. */
  send(request: OutgoingRequest, limits: RequestLimits): Promise<Response>;
  close(): Promise<void>;
}
