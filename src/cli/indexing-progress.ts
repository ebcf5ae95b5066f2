/** Shows indexing as it goes, on stderr: a bar on a terminal, nothing but the end elsewhere. */
import { counted } from '../catalog/counted.ts';
import type { Result } from '../catalog/result.ts';
import type { IndexProgress, IndexReport } from '../library/indexing/report.ts';
import { printable } from './printable.ts';

const barWidth = 24;
const longestList = 10;

/** Runs `index` with a progress bar, then says what it did and names the files that it had to skip. */
export async function showIndexing(
  index: (onProgress: (progress: IndexProgress) => void) => Promise<Result<IndexReport>>,
): Promise<Result<IndexReport>> {
  const onTerminal = process.stderr.isTTY;
  let drawn = 0;
  const report = await index((progress) => {
    if (!onTerminal || performance.now() - drawn < 100) return;
    drawn = performance.now();
    process.stderr.write(`\r\u001b[K${bar(progress)}`);
  });
  if (onTerminal) process.stderr.write('\r\u001b[K');
  if (report.ok) process.stderr.write(`${summary(report.value)}\n`);
  return report;
}

function bar({ done, found }: IndexProgress): string {
  const share = found === 0 ? 0 : done / found;
  const filled = Math.round(share * barWidth);
  return `  [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done} of ${counted(found, 'file')}`;
}

/** What a pass did: the counts that are not zero, then the skipped files with their reasons. */
export function summary(report: IndexReport): string {
  const counts = [
    [report.added, 'added'],
    [report.changed, 'changed'],
    [report.moved, 'moved'],
    [report.unchanged, 'unchanged'],
    [report.offline, 'gone'],
    [report.skipped, 'skipped'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, what]) => `${count} ${what}`);
  const skipped = report.skippedFiles.slice(0, longestList);
  const lines = skipped.map(({ path, reason }) => `  ${printable(path)} ${reason}`);
  if (report.skipped > skipped.length) lines.push(`  and ${report.skipped - skipped.length} more`);
  return [`  ${counts.join(', ') || 'nothing to index'}`, ...lines].join('\n');
}
