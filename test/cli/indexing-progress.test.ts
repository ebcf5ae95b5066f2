import { describe, expect, it } from 'vitest';
import { summary } from '../../src/cli/indexing-progress.ts';
import { type IndexReport, noProgress } from '../../src/library/indexing/report.ts';

function report(counts: Partial<IndexReport>): IndexReport {
  return { ...noProgress(), status: 'complete', message: null, skippedFiles: [], ...counts };
}

describe('what is said at the end of indexing', () => {
  it('names only the counts that are not zero', () => {
    expect(summary(report({ found: 5, done: 5, added: 3, offline: 2 }))).toBe('  3 added, 2 gone');
  });

  it('says so when there was nothing', () => {
    expect(summary(report({}))).toBe('  nothing to index');
  });

  it('names skipped files with their reasons, and counts those beyond the first ten', () => {
    const skippedFiles = Array.from({ length: 12 }, (_, index) => ({ path: `/p/${index}.jpg`, reason: 'is empty' }));
    const lines = summary(report({ skipped: 12, skippedFiles })).split('\n');
    expect(lines).toHaveLength(12);
    expect(lines[1]).toBe('  /p/0.jpg is empty');
    expect(lines.at(-1)).toBe('  and 2 more');
  });

  it('lets no control character of a file name reach the terminal', () => {
    const skippedFiles = [{ path: '/p/\u001b[2J\nsafe.jpg', reason: 'is damaged' }];
    expect(summary(report({ skipped: 1, skippedFiles }))).toContain('/p/?[2J?safe.jpg is damaged');
  });
});
