/** How long a host waits from starting the program to its first answer. */
import { spawn } from 'node:child_process';
import { program, temporaryFolder } from './connection.ts';
import { type BenchTable, milliseconds, quantile, timeSideBySide } from './measure.ts';

const discover = {
  jsonrpc: '2.0',
  id: 1,
  method: 'server/discover',
  params: {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
};
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '0' } },
};

/** Resolves when the process has written its first line; the process is ended then. Rejects when that line is another one. */
function firstAnswer(args: readonly string[], request: object, expected: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it answered`)));
    child.stdout.once('data', (line: Buffer) => {
      child.kill('SIGKILL');
      if (expected.test(line.toString())) resolve();
      else reject(new Error(`unexpected first line: ${line.toString()}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.write(`${JSON.stringify(request)}\n`);
  });
}

/** Median of 15 starts of each, turn by turn. */
export async function benchStartUp(): Promise<BenchTable> {
  const folder = await temporaryFolder();
  const serve = [program, 'serve', '--data-dir', folder.path];
  const samples = await timeSideBySide(15, {
    'node alone, writing one line': () => firstAnswer(['-e', 'console.log(1)'], {}, /^1\n/),
    'albumen serve, server/discover': () => firstAnswer(serve, discover, /"result"/),
    'albumen serve, initialize': () => firstAnswer(serve, initialize, /"result"/),
  });
  await folder.remove();
  return {
    title: 'Spawn to first answer',
    how: 'From spawning the process to its first line on stdout; 15 starts each, turn by turn.',
    columns: ['what', 'median', 'slowest'],
    rows: [...samples].map(([name, times]) => [
      name,
      milliseconds(quantile(times, 0.5)),
      milliseconds(quantile(times, 1)),
    ]),
  };
}
