/** Shows indexing as it goes, on stderr: a bar on a terminal, nothing but the end elsewhere. */
import type { IndexProgress, IndexReport } from '../library/indexing/index-folder.ts';

const barWidth = 24;
const longestList = 10;

/** Runs `index` with a progress bar, then says what it did and names every file that it had to skip. */
export async function showIndexing(
  index: (onProgress: (progress: IndexProgress) => void) => Promise<IndexReport>,
): Promise<IndexReport> {
  const onTerminal = process.stderr.isTTY;
  let drawn = 0;
  const report = await index((progress) => {
    if (!onTerminal || performance.now() - drawn < 100) return;
    drawn = performance.now();
    process.stderr.write(`\r\u001b[K${bar(progress)}`);
  });
  if (onTerminal) process.stderr.write('\r\u001b[K');
  process.stderr.write(`${summary(report)}\n`);
  return report;
}

function bar({ done, found }: IndexProgress): string {
  const share = found === 0 ? 0 : done / found;
  const filled = Math.round(share * barWidth);
  return `  [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done} of ${found} files`;
}

/** What a pass did: counts that are not zero, then the skipped files with their reasons. */
export function summary(report: IndexReport): string {
  const counts = [
    `${report.added} added`,
    `${report.changed} changed`,
    `${report.unchanged} unchanged`,
    `${report.offline} gone`,
    `${report.skipped.length} skipped`,
  ].filter((count) => !count.startsWith('0 '));
  const skipped = report.skipped
    .slice(0, longestList)
    .map(({ path, reason }) => `  skipped ${printable(path)}: ${reason}`);
  const more = report.skipped.length - skipped.length;
  if (more > 0) skipped.push(`  and ${more} more skipped`);
  return [`  ${counts.join(', ') || 'nothing to index'}`, ...skipped].join('\n');
}

/** File names come from strangers: control characters must not reach a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}
