/** Whose signed tokens are let in: those of identity providers, and of the portal of a PhotoPrism cluster. */
import type { Network } from '../catalog/network.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import { type PlainRole, plainRoles, type Role, roles } from '../catalog/role-names.ts';
import { networks } from './door-settings.ts';
import { entries, number, oneOf, serverAddress } from './read.ts';
import { setting } from './setting.ts';

/** Signatures with a public key (RFC 7518, RFC 8037). None at all, and those made with a shared secret, are not to be had. */
const algorithms = [
  ...['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512'],
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
];

const usualAlgorithms = ['EdDSA', 'ES256', 'RS256'];

export const jwtSettings = {
  jwtIssuer: setting<readonly string[]>({
    env: 'ALBUMEN_JWT_ISSUER',
    flag: '--jwt-issuer <urls>',
    describe:
      'Identity providers whose access tokens are let in, comma-separated: `https://auth.example.com/realms/home`',
    read: entries('must be http:// or https:// addresses without user name, query and fragment', isIssuer),
  }),
  jwtAudience: setting<readonly string[]>({
    env: 'ALBUMEN_JWT_AUDIENCE',
    flag: '--jwt-audience <names>',
    describe:
      "What their tokens must be made for (`aud`), any of these, comma-separated; by default this server: ALBUMEN_SERVER_URL, alone or with MCP's path",
    read: entries('must be names without line breaks', isName),
  }),
  jwtJwksUrl: setting<readonly string[]>({
    env: 'ALBUMEN_JWT_JWKS_URL',
    flag: '--jwt-jwks-url <urls>',
    describe:
      'Where their keys are (JWKS), one address for each issuer in the same order; asked of the issuer by default',
    read: entries('must be http:// or https:// addresses without a user name', isKeysAddress),
  }),
  jwtAlgorithms: setting<readonly string[]>({
    env: 'ALBUMEN_JWT_ALGORITHMS',
    flag: '--jwt-algorithms <names>',
    describe: `Signatures that are accepted, comma-separated, of ${algorithms.join(', ')}`,
    fallback: usualAlgorithms.join(','),
    read: (value) => {
      const read = entries(`must be of ${algorithms.join(', ')}`, (name) => algorithms.includes(name))(value);
      return read.ok && read.value.length === 0 ? success(usualAlgorithms) : read;
    },
  }),
  jwtScopes: setting({
    env: 'ALBUMEN_JWT_SCOPES',
    flag: '--jwt-scopes <scope>',
    describe: 'What signed tokens may be used for at most, whatever their scope says',
    fallback: 'config cluster vision metrics mcp',
    read: (value) => success(value ?? ''),
  }),
  jwtRole: setting<PlainRole>({
    env: 'ALBUMEN_JWT_ROLE',
    flag: '--jwt-role <role>',
    describe: 'Role of those whose token names none; `none` keeps them out, and `admin` is only for ALBUMEN_JWT_ADMINS',
    fallback: 'client',
    read: oneOf(plainRoles, 'client'),
  }),
  jwtRoleClaim: setting({
    env: 'ALBUMEN_JWT_ROLE_CLAIM',
    flag: '--jwt-role-claim <path>',
    describe:
      'Where in a token roles are named: `realm_access.roles` (Keycloak), `groups` (Authentik); nowhere by default',
    read: (value) => success(value?.trim() || undefined),
  }),
  jwtRoles: setting<ReadonlyMap<string, Role>>({
    env: 'ALBUMEN_JWT_ROLES',
    flag: '--jwt-roles <names>',
    describe:
      'Roles that the claim can give, comma-separated, under their own name or another: `client`, `photo admins=admin`; by default every role but `admin`',
    read: roleNames,
  }),
  jwtAdmins: setting<readonly string[]>({
    env: 'ALBUMEN_JWT_ADMINS',
    flag: '--jwt-admins <subjects>',
    describe:
      'Who is an admin, by the subject (`sub`) of their tokens, comma-separated; with several issuers as `<issuer> <subject>`',
    read: entries('must be subjects, or issuers and subjects with a space between', isName),
  }),
  jwtLeeway: setting({
    env: 'ALBUMEN_JWT_LEEWAY',
    flag: '--jwt-leeway <seconds>',
    describe: 'How far the clocks of an issuer and of this server may be apart',
    fallback: '60',
    read: number(60, 0, 300),
  }),
  jwtMaxLifetime: setting({
    env: 'ALBUMEN_JWT_MAX_LIFETIME',
    flag: '--jwt-max-lifetime <seconds>',
    describe: "Longest lifetime of an identity provider's token; one that lives longer is refused",
    fallback: '86400',
    read: number(86_400, 60, 2_678_400),
  }),
  jwtJwksCache: setting({
    env: 'ALBUMEN_JWT_JWKS_CACHE',
    flag: '--jwt-jwks-cache <seconds>',
    describe: 'How long the keys of an issuer are taken for current',
    fallback: '300',
    read: number(300, 10, 3600),
  }),
  clusterNodeUuid: setting({
    env: 'ALBUMEN_CLUSTER_NODE_UUID',
    flag: '--cluster-node-uuid <uuid>',
    describe:
      'UUID of this server as a node of a PhotoPrism cluster: tokens that its portal signs for that node are let in',
    read: uuid,
  }),
  clusterUuid: setting({
    env: 'ALBUMEN_CLUSTER_UUID',
    flag: '--cluster-uuid <uuid>',
    describe: 'UUID of the cluster',
    read: uuid,
  }),
  clusterPortalUrl: setting({
    env: 'ALBUMEN_CLUSTER_PORTAL_URL',
    flag: '--cluster-portal-url <url>',
    describe: "Address of the cluster's portal",
    read: serverAddress,
  }),
  clusterJwksUrl: setting({
    env: 'ALBUMEN_CLUSTER_JWKS_URL',
    flag: '--cluster-jwks-url <url>',
    describe: "Where the portal's keys are; `/.well-known/jwks.json` of the portal by default",
    read: (value) => {
      const read = entries('must be an http:// or https:// address without a user name', isKeysAddress)(value);
      return read.ok ? success(read.value[0]) : read;
    },
  }),
  clusterCidr: setting<readonly Network[]>({
    env: 'ALBUMEN_CLUSTER_CIDR',
    flag: '--cluster-cidr <networks>',
    describe: 'From where tokens of the portal are taken, comma-separated; from everywhere by default',
    read: networks,
  }),
};

/** What is wrong with these settings together, as sentences without a full stop. */
export function jwtContradictions(config: {
  readonly jwtIssuer: readonly string[];
  readonly jwtAudience: readonly string[];
  readonly jwtJwksUrl: readonly string[];
  readonly jwtAdmins: readonly string[];
  readonly serverUrl: string | undefined;
  readonly clusterNodeUuid: string | undefined;
  readonly clusterUuid: string | undefined;
  readonly clusterPortalUrl: string | undefined;
  readonly clusterJwksUrl: string | undefined;
}): string[] {
  const { jwtIssuer, jwtAudience, jwtJwksUrl, jwtAdmins, serverUrl } = config;
  const { clusterNodeUuid, clusterUuid, clusterPortalUrl, clusterJwksUrl } = config;
  const parts = [clusterUuid, clusterPortalUrl, clusterJwksUrl].filter((part) => part !== undefined);
  const rules: [isBroken: boolean, problem: string][] = [
    [
      jwtIssuer.length > 0 && jwtAudience.length === 0 && serverUrl === undefined,
      'ALBUMEN_JWT_ISSUER needs ALBUMEN_SERVER_URL or ALBUMEN_JWT_AUDIENCE: a token must be made for this server',
    ],
    [
      jwtJwksUrl.length > 0 && jwtJwksUrl.length !== jwtIssuer.length,
      'ALBUMEN_JWT_JWKS_URL must name one address for each of ALBUMEN_JWT_ISSUER',
    ],
    [
      jwtIssuer.length > 1 && jwtAdmins.some((admin) => !admin.includes(' ')),
      'ALBUMEN_JWT_ADMINS must name the issuer of each subject where there are several',
    ],
    [
      clusterNodeUuid === undefined && parts.length > 0,
      'ALBUMEN_CLUSTER_NODE_UUID must be set with the other settings of a cluster',
    ],
    [
      clusterNodeUuid !== undefined && clusterPortalUrl === undefined && clusterJwksUrl === undefined,
      'ALBUMEN_CLUSTER_NODE_UUID needs ALBUMEN_CLUSTER_PORTAL_URL or ALBUMEN_CLUSTER_JWKS_URL',
    ],
    [
      clusterNodeUuid !== undefined && clusterUuid === undefined && clusterPortalUrl === undefined,
      'ALBUMEN_CLUSTER_NODE_UUID needs ALBUMEN_CLUSTER_UUID or ALBUMEN_CLUSTER_PORTAL_URL: one of them is in the tokens',
    ],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, problem]) => problem);
}

function isIssuer(address: string): boolean {
  if (!isKeysAddress(address)) return false;
  return !/[?#]/.test(address);
}

function isKeysAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, hash } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
}

function isName(text: string): boolean {
  return !/\p{C}/u.test(text);
}

function uuid(value: string | undefined): Result<string | undefined> {
  const text = value?.trim().toLowerCase() || undefined;
  if (text === undefined || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)) return success(text);
  return failed('invalid_input', 'must be a UUID');
}

/** `client`, `photo admins=admin`. */
function roleNames(value: string | undefined): Result<ReadonlyMap<string, Role>> {
  const read = entries('', () => true)(value);
  if (!read.ok) return read;
  const given = read.value.length === 0 ? plainRoles : read.value;
  const names = new Map<string, Role>();
  for (const entry of given) {
    const [, theirs = entry, ours = entry] = /^(.*\S)\s*=\s*(.*)$/.exec(entry) ?? [];
    const role = roles.find((known) => known === ours);
    if (role === undefined) return failed('invalid_input', `must name roles: ${roles.join(', ')}`);
    names.set(theirs, role);
  }
  return success(names);
}
