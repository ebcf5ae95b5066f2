/** From who came in to what they may do. */
import type { Caller } from '../catalog/caller.ts';
import type { Edition } from '../catalog/role-names.ts';
import type { Identity } from './identity.ts';
import { grants } from './roles.ts';
import { scopePermits } from './scope.ts';

/** PhotoPrism's name for everything that is reached through MCP. */
const mcpResource = 'mcp';

/** The caller that an identity is: it may do what its scope and its role both permit. */
export function callerOf({ id, name, role, scope, keyOwner }: Identity, edition: Edition): Caller {
  return {
    id,
    name,
    ...(keyOwner === undefined ? {} : { keyOwner }),
    permits: (permission) =>
      scopePermits(scope, mcpResource, [permission]) && grants(edition, role, mcpResource, permission),
  };
}
