/** How a program that runs for long takes what nobody foresaw. */
import type { Log } from '../server/logging.ts';

/**
 * A promise that nobody waited for must neither end the server nor print its error past the log. After an exception
 * outside of any promise the state is unknown: it is logged in the same way, and the process ends.
 */
export function surviveStrayRejections(log: Log): void {
  process.on('unhandledRejection', (error) => log.defect('stray rejection', error));
  process.on('uncaughtException', (error) => {
    log.defect('uncaught exception', error);
    void log.flushed().finally(() => process.exit(1));
  });
}

/** Whoever asks for the end a second time does not want to wait for it. */
export function endAtOnceWhenAskedAgain(): void {
  process.once('SIGINT', () => process.exit(1));
  process.once('SIGTERM', () => process.exit(1));
}
