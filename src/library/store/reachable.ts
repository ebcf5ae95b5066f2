/** What an API key may reach at all. */
import { type SqlBool, sql } from 'kysely';

/** Neither held (permanently deleted: answered to nobody) nor locked (more than a key is needed); for a query that has `asset`. */
export const reachable = sql<SqlBool>`asset.heldPath is null and asset.visibility <> 'locked'`;
