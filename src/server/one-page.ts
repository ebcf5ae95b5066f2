/** Lists that never need a second page. */
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Fails on a cursor: every list fits on one page, so that nobody was given one. */
export function refuseCursor(params: { cursor?: string | undefined } | undefined): void {
  if (params?.cursor) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Unknown cursor: there is one page.');
}
