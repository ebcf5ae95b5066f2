/** Opens an address in the browser that the system would take. */
import { spawn } from 'node:child_process';

/** A program with its arguments; no shell reads them. */
export type Opening = readonly [program: string, ...args: string[]];

/** What opens `address` on this system. */
export function openingOf(address: string, platform: NodeJS.Platform = process.platform): Opening {
  if (platform === 'darwin') return ['open', address];
  // `start` is a word of the shell; this is what it does with an address.
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler', address];
  return ['xdg-open', address];
}

/** Such a program hands the address on and ends; one that goes on for this long is the browser itself. Milliseconds. */
const patienceMs = 3000;

/** Resolves with whether it seems to have worked; what was started goes on after this program. */
export function openInBrowser([program, ...args]: Opening): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    const timer = setTimeout(resolve, patienceMs, true);
    const tell = (worked: boolean) => {
      clearTimeout(timer);
      resolve(worked);
    };
    child.once('error', () => tell(false));
    child.once('exit', (code) => tell(code === 0));
    child.unref();
  });
}
