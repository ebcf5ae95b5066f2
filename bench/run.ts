/** Runs every bench and writes `docs/measures.md`. A name on the command line runs only the benches that contain it. */
import { writeFileSync } from 'node:fs';
import { benchCallOverhead } from './call-overhead.ts';
import { benchDuplicateBoard } from './duplicate-board.ts';
import { benchDuplicateFinding } from './duplicate-finding.ts';
import { benchDuplicateGrouping } from './duplicate-grouping.ts';
import { benchDuplicatesAnalysis } from './duplicates-analysis.ts';
import { benchFrontDoor } from './front-door.ts';
import { benchImportRate } from './import-rate.ts';
import { benchJournal } from './journal.ts';
import { type BenchTable, describeMachine } from './measure.ts';
import { benchSearchLatency } from './search-latency.ts';
import { benchStartUp } from './start-up.ts';
import { benchToolList } from './tool-list.ts';
import { benchViewing } from './viewing.ts';

const benches: Record<string, () => Promise<BenchTable>> = {
  'tool-list': benchToolList,
  'start-up': benchStartUp,
  'call-overhead': benchCallOverhead,
  'front-door': benchFrontDoor,
  journal: benchJournal,
  'import-rate': benchImportRate,
  'search-latency': benchSearchLatency,
  'duplicates-analysis': benchDuplicatesAnalysis,
  'duplicate-grouping': benchDuplicateGrouping,
  'duplicate-finding': benchDuplicateFinding,
  'duplicate-board': benchDuplicateBoard,
  viewing: benchViewing,
};

function markdown(table: BenchTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = [line(table.columns), line(table.columns.map(() => '---')), ...table.rows.map(line)];
  return `## ${table.title}\n\n${table.how}\n\n${body.join('\n')}\n`;
}

const only = process.argv[2];
const sections: string[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (only !== undefined && !name.includes(only)) continue;
  const section = markdown(await bench());
  sections.push(section);
  process.stdout.write(`${section}\n`);
}
if (only === undefined) {
  const day = new Date().toISOString().slice(0, 10);
  const intro = `# Measures\n\nWritten by \`npm run bench\` on ${day}: ${describeMachine()}.\n`;
  writeFileSync('docs/measures.md', `${intro}\n${sections.join('\n')}`);
  process.stdout.write('wrote docs/measures.md\n');
}
