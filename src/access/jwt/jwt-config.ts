/** What is configured about tokens that others sign. */
import type { Network } from '../../catalog/network.ts';
import type { Edition, Role } from '../../catalog/role-names.ts';

/** The settings of that name; the program's configuration as a whole fits. */
export interface JwtConfig {
  /** Identity providers whose access tokens are let in, as their tokens and documents name them. */
  readonly jwtIssuer: readonly string[];
  /** Where their keys are, in the same order; discovered where empty. */
  readonly jwtJwksUrl: readonly string[];
  /** What a token must be made for, any of these; the server's public address where empty. */
  readonly jwtAudience: readonly string[];
  readonly jwtAlgorithms: readonly string[];
  /** PhotoPrism's scope grammar; nothing beyond it is taken from a token. */
  readonly jwtScopes: string;
  readonly jwtRole: Role;
  /** Where in a token roles are named: `realm_access.roles`. */
  readonly jwtRoleClaim: string | undefined;
  /** Their names of roles, and ours. */
  readonly jwtRoles: ReadonlyMap<string, Role>;
  /** Subjects, or `<issuer> <subject>`. */
  readonly jwtAdmins: readonly string[];
  readonly jwtLeeway: number;
  readonly jwtMaxLifetime: number;
  readonly jwtJwksCache: number;
  readonly clusterUuid: string | undefined;
  readonly clusterPortalUrl: string | undefined;
  readonly clusterNodeUuid: string | undefined;
  readonly clusterJwksUrl: string | undefined;
  /** From where cluster tokens are taken; from everywhere where empty. */
  readonly clusterCidr: readonly Network[];
  /** The public address of this server, without a path to MCP. */
  readonly serverUrl: string | undefined;
  readonly edition: Edition;
}
