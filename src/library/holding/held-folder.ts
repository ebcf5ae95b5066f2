/**
 * The holding folder: `held/<asset>-<process>-<random>/<name>`, a folder of its own for each original, so that nothing in it
 * is ever overwritten. Its name says whose original it is and which process put it there, before any row does.
 */
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const namePattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\d+)-[^-]+$/;

export interface HeldFolder {
  readonly path: string;
  readonly assetId: string;
  readonly processId: number;
}

function holdingFolder(dataDir: string): string {
  return join(dataDir, 'held');
}

/** Makes the folder for one original and returns its path. */
export async function newHeldFolder(dataDir: string, assetId: string): Promise<string> {
  await mkdir(holdingFolder(dataDir), { recursive: true, mode: 0o700 });
  return mkdtemp(join(holdingFolder(dataDir), `${assetId}-${process.pid}-`));
}

/** All folders in the holding folder that carry a name of ours. */
export async function heldFolders(dataDir: string): Promise<HeldFolder[]> {
  const names = await readdir(holdingFolder(dataDir)).catch(() => []);
  return names.flatMap((name) => {
    const [, assetId, processId] = namePattern.exec(name) ?? [];
    if (assetId === undefined) return [];
    return [{ path: join(holdingFolder(dataDir), name), assetId, processId: Number(processId) }];
  });
}
