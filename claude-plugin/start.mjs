// Starts the server through npx: `node start.mjs <package> <arguments>`. On Windows npx is a script, which only a shell can start.
import { spawn } from 'node:child_process';

const [name, ...args] = process.argv.slice(2);
const onWindows = process.platform === 'win32';
const [command, words] = onWindows ? [`npx -y ${[name, ...args].join(' ')}`, []] : ['npx', ['-y', name, ...args]];
const server = spawn(command, words, { stdio: 'inherit', shell: onWindows });
server.on('error', (error) => {
  process.stderr.write(`albumen: npx cannot be started: ${error.message}\n`);
  process.exitCode = 1;
});
server.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
