/** What uploads left behind that a crash or a power cut ended. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Longer than any upload takes. */
const staleMilliseconds = 24 * 60 * 60 * 1000;

/** Removes unfinished uploads that nothing has been written to for a day; never rejects. They were never acknowledged. */
export async function removeStaleUploads(incomingDir: string): Promise<void> {
  const names = await readdir(incomingDir).catch(() => []);
  for (const name of names) {
    const path = join(incomingDir, name);
    const facts = await stat(path).catch(() => undefined);
    if (facts === undefined || Date.now() - facts.mtimeMs < staleMilliseconds) continue;
    await rm(path, { force: true }).catch(() => {});
  }
}
