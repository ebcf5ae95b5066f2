/** Waits for a reading of the groups, but only so long, and tells who waits how far it is. */
import type { CallContext } from '../../catalog/tool.ts';
import type { ReadingProgress } from './read-library.ts';

/** Who waits, and is told how far it is. */
export type WaitingCall = Pick<CallContext, 'signal' | 'progress'>;

/** What is waited for. */
export interface Waiting {
  readonly running: Promise<void>;
  /** In milliseconds. */
  readonly patience: number;
  /** How far it is now. */
  progress(): ReadingProgress | undefined;
}

const progressEvery = 250;

/** Resolves when the reading has ended, patience is over, or the call is given up. */
export async function waitForReading({ running, patience, progress }: Waiting, call: WaitingCall): Promise<void> {
  let last = -1;
  const tell = () => {
    const { groups, albums = 0, albumsRead = 0 } = progress() ?? {};
    const done = albumsRead + (groups === undefined ? 0 : 1);
    if (done > last) call.progress(done, albums + 1, 'reading duplicates and albums');
    last = Math.max(last, done);
  };
  const telling = setInterval(tell, progressEvery);
  let giveUp = () => {};
  const over = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const timer = setTimeout(giveUp, patience);
  call.signal.addEventListener('abort', giveUp, { once: true });
  try {
    await Promise.race([running, over]);
  } finally {
    clearInterval(telling);
    clearTimeout(timer);
    call.signal.removeEventListener('abort', giveUp);
  }
}
