/** PostgreSQL cannot be used, in words that name no secret. */

/** The address as people know it: host, port and database, never user or password. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** The message says what is wrong and, as far as it can be known, what to look at. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** What PostgreSQL or the network says by a code, for people. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'refuses the user or password'],
  [/^3D000$/, 'has no such database'],
  [/^42501$/, 'does not permit the user to create or use its tables'],
  [/^53300$/, 'has no connection left'],
  [/^57P0/, 'is starting or ending'],
  [/^ENOTFOUND|^EAI_AGAIN/, 'cannot be found'],
  [/^ECONNREFUSED|^ENOENT/, 'does not listen there'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL/,
    'shows a certificate that is not trusted (see sslmode and sslrootcert)',
  ],
];

/** Turns whatever happened on the way to PostgreSQL into words. The original error is left behind: it may quote the address. */
export function unavailable({ host, port, database }: PostgresAddress, error: unknown): DatabaseUnavailable {
  if (error instanceof DatabaseUnavailable) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = reasons.find(([pattern]) => pattern.test(code));
  const text = known?.[1] ?? saidPlainly(error);
  return new DatabaseUnavailable(
    `PostgreSQL at ${host}:${port}, database ${database}, ${text}${code && ` (${code})`}.`,
  );
}

/** Messages of the driver that are known to hold nothing but themselves. */
function saidPlainly(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/timeout/i.test(message)) return 'does not answer in time';
  if (/does not support SSL/i.test(message)) return 'does not speak TLS, which sslmode asks for';
  if (/terminated|closed|ended/i.test(message)) return 'has closed the connection';
  return 'cannot be used';
}
