/** `albumen clients rm` and `reset`: ends what clients may do. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Flags } from '../../config.ts';
import { confirmed } from './ask.ts';
import { noSuchClient, withAccess } from './with-access.ts';

/** Removes a client after asking, or at once with `force`. */
export function removeClient(id: string, { force, ...flags }: Flags & { readonly force?: boolean }): Promise<void> {
  return withAccess(flags, async ({ access }) => {
    const client = await access.clients.find(id);
    if (client === undefined) return noSuchClient(id);
    return when(force, `Remove client ${id} (${client.name})?`, '--force', async () => {
      await access.clients.remove(id);
      return `Client ${id} was removed.`;
    });
  });
}

/** Removes all clients after asking, or at once with `yes`. */
export function resetClients({ yes, ...flags }: Flags & { readonly yes?: boolean }): Promise<void> {
  return withAccess(flags, ({ access }) =>
    when(yes, 'Remove all clients?', '--yes', async () => `Removed: ${await access.clients.removeAll()}.`),
  );
}

/** A script that nobody answers must not take a removal for done that was not. */
async function when(
  agreed: boolean | undefined,
  question: string,
  flag: string,
  remove: () => Promise<string>,
): Promise<Result<void>> {
  const isAgreed = agreed === true || (await confirmed(question));
  if (isAgreed === undefined) return failed('invalid_input', 'Nothing was removed: nobody answered.', `Add ${flag}.`);
  process.stderr.write(isAgreed ? `${await remove()}\n` : 'Nothing was removed.\n');
  return success(undefined);
}
