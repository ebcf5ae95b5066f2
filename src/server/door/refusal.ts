/** What the front door answers where it lets a request no further, in PhotoPrism's form: `{code, error}`. */

/** An error of HTTP, before anything of MCP is read. */
export function refusal(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ code: status, error }, { status, headers });
}

/** Too much from one caller or address; `seconds` until more is taken. */
export function tooMany(seconds: number): Response {
  return refusal(429, 'rate limit exceeded', { 'retry-after': String(Math.max(1, Math.ceil(seconds))) });
}
