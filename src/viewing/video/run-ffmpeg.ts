/** Runs ffmpeg on what strangers made: bounded in time, output and number, and without anything that it need not know. */
import { execFile } from 'node:child_process';
import pLimit from 'p-limit';

/** Programs under way at once: each takes as much of the machine as it is given. */
const atOnce = pLimit(2);

/** What a program needs to find its libraries. Keys and proxies stay out. */
const passedOn = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'windir'];

export interface RunLimits {
  readonly signal: AbortSignal;
  /** Until it is killed, once it runs. */
  readonly seconds: number;
  /** Bytes of its output, and of its messages. */
  readonly mostBytes: number;
}

export interface Ran {
  /** `stopped`: it was killed because of the signal, the time or the amount of what it wrote. */
  readonly end: 'done' | 'failed' | 'stopped';
  readonly output: Buffer;
  /** Its own messages: partly words of strangers. */
  readonly messages: string;
}

/** Waits until a place is free, then runs it to its end; never rejects. No shell is involved. */
export function runFfmpeg(program: string, args: readonly string[], limits: RunLimits): Promise<Ran> {
  return atOnce(() => runNow(program, args, limits));
}

function runNow(program: string, args: readonly string[], { signal, seconds, mostBytes }: RunLimits): Promise<Ran> {
  if (signal.aborted) return Promise.resolve({ end: 'stopped', output: Buffer.alloc(0), messages: '' });
  const options = {
    encoding: 'buffer',
    env: Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: mostBytes,
    signal,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    execFile(program, args, options, (error, output, messages) => {
      const stopped = error !== null && (error.killed === true || error.name === 'AbortError' || isFlood(error));
      const end = error === null ? 'done' : stopped ? 'stopped' : 'failed';
      resolve({ end, output, messages: messages.toString('utf8') });
    });
  });
}

function isFlood(error: { readonly code?: unknown }): boolean {
  return error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
}
