/** How the program ends: calls in flight finish, or are given up after a while; nothing is cut off in the middle. */
import type { CallGate } from './call-gate.ts';

/** Something that serves calls and can be stopped. */
export interface Service {
  /** Resolves, with the reason, when the service cannot or need not go on by itself: its only client has gone. */
  readonly ended: Promise<string>;
  /** From now on no new call is taken. */
  stopTaking(): void;
  /** Resolves once every call that was taken is answered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface Grace {
  /** How long calls in flight may go on. */
  readonly finishMs: number;
  /** How long, after their signal was aborted, they may take to come to an end: a change says what it did. */
  readonly giveUpMs: number;
}

/** Hosts commonly kill a server a few seconds after asking it to end. */
const usualGrace: Grace = { finishMs: 4000, giveUpMs: 2000 };

/** Ends `service` in order; resolves when it is closed, whatever its calls did. */
export async function shutDown(service: Service, gate: CallGate, grace: Grace = usualGrace): Promise<void> {
  service.stopTaking();
  const idle = service.idle();
  if (!(await within(idle, grace.finishMs))) {
    gate.abortAll();
    await within(idle, grace.giveUpMs);
  }
  await service.close();
}

/**
 * Resolves with SIGINT or SIGTERM once the process is asked to end. Call it before anybody is told that the service is there:
 * until then such a signal ends the process in the middle of whatever it does.
 */
export function askedToEnd(): Promise<string> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve('SIGINT'));
    process.once('SIGTERM', () => resolve('SIGTERM'));
  });
}

async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
