import { describe, expect, it } from 'vitest';
import { callerOf } from '../../src/access/caller.ts';
import type { Identity } from '../../src/access/identity.ts';
import { bindLazily } from '../../src/catalog/binding.ts';
import { callTool } from '../../src/catalog/call.ts';
import { permissions } from '../../src/catalog/caller.ts';
import { usableTools } from '../../src/catalog/exposure.ts';
import { failed } from '../../src/catalog/result.ts';
import { editions, type Role, roles } from '../../src/catalog/role-names.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import { historyTools } from '../../src/journal/tools/all.ts';

const nobodyConnects = async () => failed('unavailable', 'the library was reached');
const catalog = [...bindLazily(immichTools, nobodyConnects), ...bindLazily(historyTools, nobodyConnects)];
const reading = catalog.filter(({ permission }) => permission === 'view' || permission === 'search');
const writing = catalog.filter((tool) => !reading.includes(tool));

/** What is left of everything by each scope. */
const byScope: Readonly<Record<string, readonly (typeof catalog)[number][]>> = {
  '*': catalog,
  mcp: catalog,
  MCP: catalog,
  'mcp metrics': catalog,
  'read mcp': reading,
  read: reading,
  'read *': reading,
  'write mcp': writing,
  'read write mcp': [],
  write: [],
  metrics: [],
  'mcp:false': [],
  'read metrics': [],
  '': [],
};

/** What is left of everything by each role. */
function byRole(role: Role, edition: (typeof editions)[number]): readonly (typeof catalog)[number][] {
  if (role === 'admin') return catalog;
  if (role === 'manager') return edition === 'pro' || edition === 'portal' ? reading : [];
  return ['client', 'instance', 'service', 'portal'].includes(role) ? reading : [];
}

function identity(role: Role, scope: string): Identity {
  return { id: 'client:c1', name: 'tablet', role, scope };
}

const cells = editions.flatMap((edition) =>
  roles.flatMap((role) => Object.keys(byScope).map((scope) => ({ edition, role, scope }))),
);

describe('a caller', () => {
  it.each(cells)('with role $role and scope "$scope" in $edition sees what both permit', ({ edition, role, scope }) => {
    const caller = callerOf(identity(role, scope), edition);
    const expected = byRole(role, edition).filter((tool) => byScope[scope]?.includes(tool));
    const seen = usableTools(catalog, { toolsets: 'all', readOnly: false }, caller);
    expect(seen.map(({ name }) => name)).toEqual(expected.map(({ name }) => name).sort());
  });

  it.each(cells)('with role $role and scope "$scope" in $edition can call nothing else', async (cell) => {
    const caller = callerOf(identity(cell.role, cell.scope), cell.edition);
    const permitted = new Set(byRole(cell.role, cell.edition).filter((tool) => byScope[cell.scope]?.includes(tool)));
    const desk = { audit: () => {}, reportDefect: () => {}, clean: (text: string) => text, deadlineSeconds: 1 };
    for (const tool of catalog.filter((each) => !permitted.has(each))) {
      const request = { args: {}, caller, signal: new AbortController().signal, progress: () => {} };
      const { isError, content } = await callTool(tool, request, desk);
      const [text] = content;
      expect({ isError, text }).toMatchObject({ isError: true, text: { text: `Unknown tool "${tool.name}".` } });
    }
  });

  it('carries whose key is used, and no secret', () => {
    const withKey = callerOf({ ...identity('client', 'mcp'), keyOwner: 'c1' }, 'ce');
    expect(withKey).toMatchObject({ id: 'client:c1', name: 'tablet', keyOwner: 'c1' });
    expect(callerOf(identity('client', 'mcp'), 'ce')).not.toHaveProperty('keyOwner');
  });

  it('may do each thing by name', () => {
    const admin = callerOf(identity('admin', 'mcp'), 'ce');
    expect(permissions.filter((permission) => admin.permits(permission))).toEqual([...permissions]);
  });
});
