/** What HTTP requests that never reach a tool are answered with. */

/** JSON-RPC's range for errors that a server defines itself. */
const serverError = -32000;

/** A JSON-RPC error without an id, as MCP's HTTP transport words it, with a status of its own. */
export function rejection(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  code = serverError,
): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status, headers });
}
