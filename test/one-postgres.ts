/** Runs once around all test files: the first of them that needs PostgreSQL starts it in this folder, and here it ends. */
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type ClusterPlace, endCluster } from './fixtures/postgres-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: ClusterPlace;
  }
}

/** Gives test files the folder, and vitest what ends it. */
export default async function onePostgres(project: TestProject): Promise<() => Promise<void>> {
  // A short name: the path of a socket has little room.
  const folder = await mkdtemp(join(tmpdir(), 'apg-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(folder, 0o755);
  project.provide('postgres', { folder, owner: process.pid });
  return () => endCluster(folder);
}
