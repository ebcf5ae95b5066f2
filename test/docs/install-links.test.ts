import { expect, it } from 'vitest';
import { installLinks } from '../../scripts/docs/install-links.ts';

/** The address behind each link of the page. */
const links = new Map(
  [...installLinks().matchAll(/\[Add to ([^\]]+)\]\(([^()\s]+)\)/g)].map(([, program = '', link = '']) => [
    program,
    new URL(link),
  ]),
);

function query(program: string, name: string): string {
  return links.get(program)?.searchParams.get(name) ?? '';
}

it('lead to three programs', () => {
  expect([...links.keys()]).toEqual(['VS Code', 'Cursor', 'LM Studio']);
  for (const program of links.keys()) expect(query(program, 'name')).toBe('albumen');
});

it('has VS Code ask for an address, a key, which it hides, and a folder', () => {
  const { command, args, env } = JSON.parse(query('VS Code', 'config'));
  expect([command, args]).toEqual(['npx', ['-y', 'albumen', 'serve']]);
  const inputs: { id: string; password?: boolean }[] = JSON.parse(query('VS Code', 'inputs'));
  expect(Object.values(env)).toEqual(inputs.map(({ id }) => `\${input:${id}}`));
  expect(Object.keys(env)).toEqual(['IMMICH_BASE_URL', 'IMMICH_API_KEY', 'ALBUMEN_PHOTOS']);
  expect(inputs.filter(({ password }) => password).map(({ id }) => id)).toEqual(['immich-api-key']);
});

it.each(['Cursor', 'LM Studio'])('gives %s what its own file takes under the name of the server', (program) => {
  const config = JSON.parse(Buffer.from(query(program, 'config'), 'base64').toString());
  expect(config).toMatchObject({ command: 'npx', env: { IMMICH_API_KEY: expect.stringMatching(/^[$<]/) } });
});
