import { describe, expect, it } from 'vitest';
import { firstClientNotice, type Place, whereThisRuns } from '../../src/cli/first-client.ts';

const add = 'albumen clients add --name "my laptop" --role admin --scope mcp --expires -1';

describe('what a server says that nobody may come into yet', () => {
  it.each<[string, Place, string]>([
    ['outside of a container', undefined, add],
    ['in Docker', { engine: 'docker', host: '3f2a9c0d1e4b' }, `docker exec 3f2a9c0d1e4b ${add}`],
    ['in Podman', { engine: 'podman', host: '3f2a9c0d1e4b' }, `podman exec 3f2a9c0d1e4b ${add}`],
    [
      'in a container with a host name of its own',
      { engine: 'docker', host: 'photos' },
      `docker exec <container> ${add}`,
    ],
  ])('has the command that makes the first client %s', (_where, place, command) => {
    const lines = firstClientNotice(place).split('\n');
    expect(lines[0]).toContain('Nobody may come in yet');
    expect(lines).toContain(`  ${command}`);
    expect(lines.at(-1)).toBe('');
  });

  it('tells of the way without clients where only a container has to listen on every address', () => {
    expect(firstClientNotice({ engine: 'docker', host: 'photos' })).toContain('ALBUMEN_NO_AUTH');
    expect(firstClientNotice(undefined)).not.toContain('ALBUMEN_NO_AUTH');
  });
});

describe('where the server runs', () => {
  it('is Podman wherever its variable says so', () => {
    expect(whereThisRuns({ container: 'podman' })?.engine).toBe('podman');
    expect(whereThisRuns({ container: 'lxc' })).toEqual(whereThisRuns({}));
  });
});
