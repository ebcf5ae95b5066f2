/** Keeps stdout for the protocol: in stdio mode one stray line would break the connection. */
import { Writable } from 'node:stream';

/**
 * Takes stdout for the returned stream alone. Whatever else writes there from now on, a library's `console.log`
 * included, lands on stderr.
 */
export function reserveStdout(): Writable {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      write(chunk, (error) => done(error));
    },
  });
  // A client that has gone shows on the stream above, too: without a listener the process would die of it.
  stdout.on('error', () => {});
  return output;
}
