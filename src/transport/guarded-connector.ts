/** Connects only where a policy allows it, whatever a name resolves to. */
import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.ts';

/** Asks the name servers for every address of a host. */
type Resolve = (hostname: string, options: LookupAllOptions) => Promise<LookupAddress[]>;

export interface Guard {
  readonly mayConnect: AddressPolicy;
  /** What connecting fails with where it is not allowed. */
  refuse(hostname: string): Error;
  readonly resolve?: Resolve;
}

/**
 * A connector for undici whose addresses are checked at the moment of connecting, so that neither a rebinding name server
 * nor a redirect leads where the policy does not. `build` is undici's own `buildConnector`; `timeout` in milliseconds.
 */
export function guardedConnector(
  build: typeof buildConnector,
  timeout: number,
  guard: Guard,
): buildConnector.connector {
  const connect = build({ timeout, lookup: guardedLookup(guard) });
  // Connecting to a literal address never looks anything up, so it is checked before.
  return (options, callback) => {
    const literal = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) === 0 || guard.mayConnect(literal)) connect(options, callback);
    else callback(guard.refuse(options.hostname), null);
  };
}

/** Looks a name up and hands on what was checked: nobody asks the name server again. One bad address spoils all. */
export function guardedLookup({ mayConnect, refuse, resolve = lookup }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }).then(
      (addresses) => {
        const first = addresses[0];
        if (first === undefined || addresses.some(({ address }) => !mayConnect(address))) {
          callback(refuse(hostname), '');
        } else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}
