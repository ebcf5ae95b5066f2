/** `albumen library serve` and its keys: the local library for other Immich clients. */
import { failed, success } from '../catalog/result.ts';
import type { Flags } from '../config.ts';
import { askedToEnd } from '../server/shutdown.ts';
import { withLibrary } from './library.ts';

interface ServeOptions {
  readonly host: string;
  readonly port: number;
}

/** Serves the API until the process is told to stop. */
export function serveApi({ host, port, ...flags }: Flags & ServeOptions): Promise<void> {
  return withLibrary(flags, async (library) => {
    const { serveLibrary } = await import('../library/serve.ts');
    const asked = askedToEnd();
    const server = await serveLibrary(library, { host, port });
    process.stderr.write(
      `The library answers at ${server.url}; clients need a key (albumen library keys add <name>), shared links none\n`,
    );
    await asked;
    await server.close();
    return success(undefined);
  });
}

/** Makes a key and prints it: the only time that it can be seen. */
export function addKey(
  name: string,
  { permissions, ...flags }: Flags & { readonly permissions: string },
): Promise<void> {
  return withLibrary(flags, async (library) => {
    const { permissionNames } = await import('../library/api/permissions.ts');
    const { createApiKey } = await import('../library/api/api-key-store.ts');
    const wanted = permissions.split(',').map((permission) => permission.trim());
    const granted = permissionNames.filter((permission) => wanted.includes(permission));
    const unknown = wanted.filter((permission) => !granted.some((known) => known === permission));
    if (unknown.length > 0) {
      const hint = 'Permissions are named as in Immich, for example asset.read,album.read; all grants everything.';
      return failed('invalid_input', `Unknown permission ${unknown.join(', ')}.`, hint);
    }
    const { secret } = await createApiKey(library.store, library.owner.id, name, granted);
    process.stdout.write(`${secret}\n`);
    process.stderr.write('Keep it now: only its hash is stored.\n');
    return success(undefined);
  });
}

/** Prints each key's name, age and permissions. */
export function listKeys(flags: Flags): Promise<void> {
  return withLibrary(flags, async (library) => {
    const rows = await library.store.selectFrom('apiKey').selectAll().orderBy('createdAt').execute();
    if (rows.length === 0) process.stderr.write('There is no key yet. Make one: albumen library keys add <name>\n');
    for (const { name, createdAt, permissions } of rows) {
      process.stdout.write(`${name}  made ${new Date(createdAt).toISOString()}  ${permissions}\n`);
    }
    return success(undefined);
  });
}

/** Removes every key of this name; clients that use one are refused from now on. */
export function removeKeys(name: string, flags: Flags): Promise<void> {
  return withLibrary(flags, async (library) => {
    const removed = await library.store.deleteFrom('apiKey').where('name', '=', name).executeTakeFirst();
    if (removed.numDeletedRows === 0n) return failed('not_found', `There is no key named ${JSON.stringify(name)}.`);
    process.stderr.write(`Removed ${removed.numDeletedRows} of that name.\n`);
    return success(undefined);
  });
}
