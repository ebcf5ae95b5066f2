import { defineConfig } from 'vitest/config';
import { vitePages } from './scripts/app-pages.ts';

export default defineConfig({
  plugins: [vitePages],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/one-postgres.ts'],
    setupFiles: ['test/no-secret-is-told.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
