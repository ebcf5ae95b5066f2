/** Tells an id that nothing has from one that nothing matches: Immich finds nothing for either, without a word. */
import { getAssetInfo, getPerson, getTagById } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall, SdkOptions } from '../connection.ts';

/** What an argument can name, and how one is read. */
const readers = {
  person: (id: string, sdk: SdkOptions) => getPerson({ id }, sdk),
  tag: (id: string, sdk: SdkOptions) => getTagById({ id }, sdk),
  asset: (id: string, sdk: SdkOptions) => getAssetInfo({ id }, sdk),
};

/** An argument with the id that it got. */
export interface NamedId {
  readonly argument: string;
  readonly kind: keyof typeof readers;
  readonly id: string | undefined;
}

/**
 * For where nothing was found: fails with the first argument whose id the library does not have. What the key may not look
 * up counts as there.
 */
export async function refuseUnknown(
  library: ImmichLibrary,
  named: readonly NamedId[],
  call: RequestCall,
): Promise<Result<undefined>> {
  const checks = await Promise.all(
    named.map(async ({ kind, id }) => {
      if (id === undefined) return success(undefined);
      return library.request<unknown>((sdk) => readers[kind](id, sdk), call);
    }),
  );
  const unknown = named.find((_, index) => isMissing(checks[index]));
  if (unknown === undefined) return success(undefined);
  const { argument, kind } = unknown;
  return failed('not_found', `${argument}: no ${kind} has this id.`, 'Take a name or id from a list or search.');
}

function isMissing(check: Result<unknown> | undefined): boolean {
  return check?.ok === false && check.failure.code === 'not_found';
}
