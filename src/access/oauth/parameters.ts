/** What a request to the token endpoint says, whichever way it says it. Its address is never read. */

export type Parameters = ReadonlyMap<string, string>;

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** The fields of a form or of a JSON object; undefined where the body is neither, or says something twice. */
export async function parametersOf(request: Request): Promise<Parameters | undefined> {
  const body = await request.text();
  if (body === '') return new Map();
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return formFields(body);
  return type === 'application/json' ? jsonFields(body) : undefined;
}

function formFields(body: string): Parameters | undefined {
  const entries = [...new URLSearchParams(body)];
  const fields = new Map(entries);
  return fields.size === entries.length ? fields : undefined;
}

function jsonFields(body: string): Parameters | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const fields = new Map<string, string>();
    for (const [name, field] of Object.entries(value)) {
      if (typeof field !== 'string') return undefined;
      fields.set(name, field);
    }
    return fields;
  } catch {
    return undefined;
  }
}

/** The id and secret in `Authorization: Basic`; undefined without that header. */
export function basicCredentials(headers: Headers): ClientCredentials | 'malformed' | undefined {
  const [scheme = '', encoded = ''] = headers.get('authorization')?.trim().split(/ +/) ?? [];
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon > 0 ? { id: decoded.slice(0, colon), secret: decoded.slice(colon + 1) } : 'malformed';
}
