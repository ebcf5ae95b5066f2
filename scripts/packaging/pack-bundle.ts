/** Makes one bundle: staged, validated and packed by the tool of those who defined the format. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packExtension } from '@anthropic-ai/mcpb';
import { type BundledSystem, bundleFile } from './manifest.ts';
import type { ReleasedBundle } from './server-entry.ts';
import { stageBundle } from './stage-bundle.ts';

export interface PackedBundle extends ReleasedBundle {
  readonly path: string;
  readonly bytes: number;
}

/** Packs the bundle for a system into `target`, from what is in `dist/`. Rejects where the manifest is not valid. */
export async function packBundle(system: BundledSystem, target: string): Promise<PackedBundle> {
  const place = await mkdtemp(join(tmpdir(), 'albumen-bundle-'));
  try {
    const folder = join(place, 'bundle');
    await stageBundle(system, folder, place);
    const file = bundleFile(system);
    const path = join(target, file);
    if (!(await packExtension({ extensionPath: folder, outputPath: path, silent: true }))) {
      throw new Error(`The bundle for ${system} is not valid.`);
    }
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    return { file, path, sha256, bytes: (await stat(path)).size };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
