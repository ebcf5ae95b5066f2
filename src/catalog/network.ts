/** A network as `node:net` takes it: an address and how many of its bits count. */
export interface Network {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}
