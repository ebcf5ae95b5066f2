/** Where Albumen keeps what it knows itself: clients, limits, plans, the journal, caches. */
import * as z from 'zod';
import { text } from './read.ts';
import { setting } from './setting.ts';

const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'];

/** An empty host stands for a socket, which `host=` names: the driver takes it, `URL` does not. */
function parsed(address: string): URL | undefined {
  const complete = address.replace(/^(\w+:\/\/[^/]*@)\//, '$1localhost/');
  return URL.canParse(complete) ? new URL(complete) : undefined;
}

function hasKnownSslMode(address: string): boolean {
  const mode = parsed(address)?.searchParams.get('sslmode') ?? 'disable';
  return sslModes.includes(mode);
}

const postgresUrl = z
  .string()
  .refine((address) => /^postgres(ql)?:\/\//.test(address) && parsed(address) !== undefined, {
    error: 'must be a postgres:// or postgresql:// address',
    abort: true,
  })
  .refine(hasKnownSslMode, `must have one of these as its sslmode, or none: ${sslModes.join(', ')}`)
  .optional();

export const databaseSettings = {
  databaseUrl: setting({
    env: 'ALBUMEN_DATABASE_URL',
    describe:
      'PostgreSQL that several replicas share (`postgres://user:password@host:5432/database?sslmode=verify-full`); without it Albumen keeps its own data in files of ALBUMEN_DATA_DIR',
    fromFile: true,
    read: text(postgresUrl),
  }),
};
