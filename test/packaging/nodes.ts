/** The releases of Node that Albumen is tried on, as folders with a `node` in them. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installInto } from '../conformance/tooling.ts';

const place = new URL('tooling/', import.meta.url);

/** The folder of Node's binary, by major version, the one that runs this first. Installs those that are missing. */
export async function nodeFolders(): Promise<ReadonlyMap<string, string>> {
  const folderOf = (major: string) => fileURLToPath(new URL(`node_modules/node-${major}/bin`, place));
  await installInto(fileURLToPath(place), `${folderOf('24')}/node`, 'Node 22 and 24');
  const [own = ''] = process.versions.node.split('.');
  const others = ['22', '24'].filter((major) => major !== own).map((major) => [major, folderOf(major)] as const);
  return new Map([[own, dirname(process.execPath)], ...others]);
}
