/** `npm run conformance`: the official suite against Albumen's HTTP server, in both revisions. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { openCallGate } from '../../src/server/call-gate.ts';
import { serveOverHttp } from '../../src/server/http.ts';
import { openLog } from '../../src/server/logging.ts';
import { conformanceServer } from './fixtures/server.ts';
import { installTooling, runTool } from './tooling.ts';

const revisions = ['2025-11-25', '2026-07-28'];
const results = fileURLToPath(new URL('results/', import.meta.url));
const expectedFailures = fileURLToPath(new URL('expected-failures.yml', import.meta.url));

await installTooling();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const serverLog: string[] = [];
const log = openLog(
  (line) => serverLog.push(line),
  (text) => text,
);
const service = await serveOverHttp(conformanceServer, { host: '127.0.0.1', port: 0, gate: openCallGate() }, log);
if (!service.ok) throw new Error(service.failure.message);
let failed = false;
for (const revision of revisions) {
  const ran = await runTool('@modelcontextprotocol/conformance/dist/index.js', [
    'server',
    '--url',
    service.value.url,
    '--requirements',
    revision,
    '--expected-failures',
    expectedFailures,
    '--output-dir',
    `${results}${revision}`,
  ]);
  writeFileSync(`${results}${revision}.txt`, ran.output);
  process.stdout.write(`\n${revision}: ${ran.code === 0 ? 'passed' : `FAILED (exit code ${ran.code})`}\n`);
  process.stdout.write(`${summaryOf(ran.output)}\n`);
  failed ||= ran.code !== 0;
}
await service.value.close();
writeFileSync(`${results}server-log.txt`, serverLog.join(''));
process.stdout.write(`\nEverything that was checked is in test/conformance/results/.\n`);
process.exitCode = failed ? 1 : 0;

/** The scenarios that did not pass, which the suite must have been told to expect, and the totals. */
function summaryOf(output: string): string {
  const summary = stripVTControlCharacters(output.slice(Math.max(output.lastIndexOf('SUMMARY'), 0))).split('\n');
  const passed = summary.filter((line) => line.startsWith('✓')).length;
  const rest = summary.slice(1).filter((line) => line.trim() !== '' && !line.startsWith('✓'));
  return [`${passed} scenarios passed in full; the rest:`, ...rest].join('\n');
}
