/**
 * PhotoPrism's scopes: what a credential may be used for, whatever its owner may do. A scope is a list of words:
 * resources (`mcp`, `metrics`), `*` for all of them, and `read` or `write`, which limit what may be done with them.
 * The grammar is that of PhotoPrism's `acl.ScopePermits`. Where it leaves open what a contradictory scope means, less is permitted.
 */

interface Entry {
  readonly key: string;
  /** `true`, `false`, or whatever else stands after the colon. */
  readonly value: string;
}

/** PhotoPrism cuts longer scopes off. What is cut might be what limits, so that here they permit nothing. */
const longest = 767;

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  enable: true,
  false: false,
  no: false,
  off: false,
  disable: false,
};

const accesses = ['access_shared', 'access_library', 'access_private', 'access_own', 'access_all'];
const limits: Readonly<Record<string, ReadonlySet<string>>> = {
  read: new Set([...accesses, 'search', 'view', 'download', 'subscribe']),
  write: new Set([
    ...accesses,
    'upload',
    'create',
    'update',
    'share',
    'delete',
    'rate',
    'react',
    'manage',
    'manage_own',
  ]),
};

/** A scope in its one form: sorted, without duplicates and without words that mean nothing; empty where it permits nothing. */
export function normalizedScope(text: string): string {
  return entriesOf(text).map(printed).join(' ');
}

/**
 * True where the scope permits all of these permissions on the resource; with none, whether it reaches the resource at all.
 * `read` alone reads every resource, `write` alone does nothing; with both, only what both permit.
 */
export function scopePermits(scope: string, resource: string, permissions: readonly string[]): boolean {
  const entries = entriesOf(scope);
  if (!reaches(entries, resource)) return false;
  return limitsOf(entries).every((limit) => permissions.every((permission) => limits[limit]?.has(permission)));
}

/** The scope that permits what both permit and nothing else; empty where there is no such thing. */
export function narrowedScope(scope: string, wanted: string): string {
  const both = [entriesOf(scope), entriesOf(wanted)] as const;
  const all = both.flat();
  const reached = [...new Set(['*', ...all.map(({ key }) => key)])].filter(
    (key) => !Object.hasOwn(limits, key) && both.every((entries) => reaches(entries, key)),
  );
  // A limit alone would say something else: `read` means everything.
  if (reached.length === 0) return '';
  const denied = reached.includes('*') ? all.filter(({ value }) => value === 'false').map(printed) : [];
  return normalizedScope([...reached, ...limitsOf(all), ...denied].join(' '));
}

function entriesOf(text: string): Entry[] {
  const words = new Map<string, Entry>();
  for (const word of text.split(/\p{White_Space}+/u)) {
    const entry = entryOf(word);
    if (entry !== undefined) words.set(printed(entry), entry);
  }
  const length = [...words.keys()].reduce((sum, word) => sum + word.length, 0);
  return length > longest ? [] : [...words.values()].sort(inOrder);
}

function entryOf(word: string): Entry | undefined {
  const colon = word.indexOf(':');
  const key = (colon === -1 ? word : word.slice(0, colon)).replace(/[^a-z0-9.@\-+_#*]/gi, '').toLowerCase();
  if (!/[a-z*]/.test(key)) return undefined;
  const given = colon === -1 ? '' : word.slice(colon + 1).replace(/\p{Cc}/gu, '');
  const value = given.toLowerCase();
  if (key === '*' || value === '') return { key, value: 'true' };
  return { key, value: String(Object.hasOwn(truths, value) ? truths[value] : value) };
}

function printed({ key, value }: Entry): string {
  return value === 'true' ? key : `${key}:${value}`;
}

/** By key, then by value; `*` is the last. */
function inOrder(a: Entry, b: Entry): number {
  if (a.key === b.key) return a.value < b.value ? -1 : 1;
  if (a.key === '*' || b.key === '*') return a.key === '*' ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}

function reaches(entries: readonly Entry[], resource: string): boolean {
  if (entries.map(printed).join(' ') === 'read') return true;
  const name = resource === '' ? 'default' : resource.toLowerCase();
  const own = entries.filter(({ key }) => key === name && !Object.hasOwn(limits, key));
  if (own.some(({ value }) => value === 'false')) return false;
  return own.some(({ value }) => value === 'true' || value === '*') || entries.some(({ key }) => key === '*');
}

function limitsOf(entries: readonly Entry[]): string[] {
  return Object.keys(limits).filter((limit) => entries.some(({ key, value }) => key === limit && value !== 'false'));
}
