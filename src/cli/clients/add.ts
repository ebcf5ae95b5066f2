/** `albumen clients add`: registers a client. */
import type { Client, ClientTerms } from '../../access/clients.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { Flags } from '../../config.ts';
import { askFor } from './ask.ts';
import { told } from './credentials.ts';
import { readLibraryKey } from './library-key.ts';
import { checkChosen, readName, readRole, readScope, readUser } from './terms.ts';
import { type Room, withAccess } from './with-access.ts';

interface AddFlags {
  readonly name?: string;
  readonly role: string;
  readonly scope?: string;
  readonly expires: number;
  readonly tokens: number;
  readonly id?: string;
  readonly secret?: string;
  readonly libraryKeyFile?: string;
  readonly json?: boolean;
}

type Registered = { readonly client: Client; readonly secret: string };

/** What a client is called that nobody gave a name. */
const unnamed = 'New client';

/** Registers a client and prints it with its secret: the only time that it can be seen. Asks for what is missing at a terminal. */
export function addClient(user: string | undefined, options: Flags & AddFlags): Promise<void> {
  const { name, role, scope, expires, tokens, id, secret, libraryKeyFile, json, ...flags } = options;
  return withAccess(flags, async (room) => {
    const chosen = checkChosen(id, secret);
    if (!chosen.ok) return chosen;
    const terms = await completeTerms(user, options);
    if (!terms.ok) return terms;
    const key = await readLibraryKey(libraryKeyFile);
    if (!key.ok) return key;
    const added = await room.access.clients.add(terms.value, { id, secret });
    if (!added.ok) return added;
    const registered = await withKey(room, added.value, key.value);
    if (!registered.ok) return registered;
    process.stdout.write(told(registered.value.client, registered.value.secret, room.config, json));
    return success(undefined);
  });
}

async function completeTerms(user: string | undefined, options: AddFlags): Promise<Result<ClientTerms>> {
  const asks = process.stdin.isTTY === true && options.libraryKeyFile !== '-';
  const name = readName(options.name ?? (asks ? await askFor('Name', unnamed) : unnamed));
  if (!name.ok) return name;
  const scope = readScope(options.scope ?? (asks ? await askFor('Scope', '*') : '*'));
  if (!scope.ok) return scope;
  const role = readRole(options.role);
  if (!role.ok) return role;
  const owner = readUser(user);
  if (!owner.ok) return owner;
  const { expires, tokens } = options;
  return success({
    name: name.value,
    user: owner.value,
    role: role.value,
    scope: scope.value,
    expires,
    tokens,
    enabled: true,
  });
}

/** Without the key that it was to have, the client would act with the server's: then there is none. */
async function withKey(room: Room, added: Registered, key: string | undefined): Promise<Result<Registered>> {
  if (key === undefined) return success(added);
  const kept = await room.keys.keep(added.client.id, key);
  if (kept.ok) return success({ ...added, client: { ...added.client, hasLibraryKey: true } });
  await room.access.clients.remove(added.client.id);
  return kept;
}
