/** `albumen clients mod`: changes a client. */
import type { ChangedTerms } from '../../access/clients.ts';
import { type Failure, failed, type Result, success } from '../../catalog/result.ts';
import type { Flags } from '../../config.ts';
import { told } from './credentials.ts';
import { readLibraryKey } from './library-key.ts';
import { checkChosen, type TermFlags, termsOf } from './terms.ts';
import { noSuchClient, type Room, withAccess } from './with-access.ts';

interface ModFlags extends TermFlags {
  readonly secret?: string;
  readonly regenerate?: boolean;
  readonly enable?: boolean;
  readonly disable?: boolean;
  readonly libraryKeyFile?: string;
  readonly removeLibraryKey?: boolean;
  readonly json?: boolean;
}

/** Changes what is named and nothing else; a new secret is printed, the only time that it can be seen. */
export function modifyClient(id: string, options: Flags & ModFlags): Promise<void> {
  const { name, role, scope, expires, tokens, enable, disable, ...more } = options;
  const { secret, regenerate, libraryKeyFile, removeLibraryKey, json, ...flags } = more;
  return withAccess(flags, async (room) => {
    const terms = wantedOf(options);
    if (!terms.ok) return terms;
    const { clients } = room.access;
    if ((await clients.find(id)) === undefined) return noSuchClient(id);
    const kept = await changeKey(room, id, libraryKeyFile, removeLibraryKey === true);
    if (!kept.ok) return kept;
    const renews = regenerate === true || secret !== undefined;
    const renewed = renews ? await clients.renewSecret(id, secret) : undefined;
    const client = await clients.change(id, terms.value);
    if (client === undefined) return noSuchClient(id);
    process.stdout.write(told(client, renewed, room.config, json));
    return success(undefined);
  });
}

/** The terms that are to change; fails where nothing at all is to change. */
function wantedOf({ name, role, scope, expires, tokens, enable, disable, ...more }: ModFlags): Result<ChangedTerms> {
  const { secret, regenerate, libraryKeyFile, removeLibraryKey } = more;
  const chosen = checkChosen(undefined, secret);
  if (!chosen.ok) return chosen;
  const read = termsOf({ name, role, scope, expires, tokens });
  if (!read.ok) return read;
  const terms = { ...read.value, enabled: enable ?? (disable ? false : undefined) };
  const wanted = [...Object.values(terms), secret, regenerate, libraryKeyFile, removeLibraryKey];
  return wanted.some((one) => one !== undefined) ? success(terms) : { ok: false, failure: nothingWanted };
}

const nothingWanted: Failure = {
  code: 'invalid_input',
  message: 'Nothing was changed: no flag says what to change.',
  hint: 'albumen clients mod --help lists them.',
};

async function changeKey(
  { access, keys }: Room,
  id: string,
  file: string | undefined,
  removes: boolean,
): Promise<Result<void>> {
  const key = await readLibraryKey(file);
  if (!key.ok) return key;
  if (key.value !== undefined) return keys.keep(id, key.value);
  const isThere = !removes || (await access.clients.keepLibraryKey(id, null));
  return isThere ? success(undefined) : failed('not_found', `There is no client ${id}.`);
}
