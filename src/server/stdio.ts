/** MCP over stdin and stdout, for one client that started the program. */
import { PassThrough, type Readable, type Writable } from 'node:stream';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { OwingTransport } from './owing-transport.ts';
import type { Service } from './shutdown.ts';

export interface StdioStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/** Responses that may wait on stdout, each with a listener, when the client reads slowly. */
const responsesWaiting = 200;

/**
 * Serves both protocol eras on the given streams. The end of `input` does not cut off the answers that are still owed:
 * the caller waits for `idle` and then closes.
 */
export function serveOverStdio(
  factory: McpServerFactory,
  streams: StdioStreams,
  reportProblem: (error: Error) => void,
): Service {
  const input = new PassThrough();
  streams.input.pipe(input, { end: false });
  streams.output.setMaxListeners(responsesWaiting);
  const wire = new OwingTransport(new StdioServerTransport(input, streams.output));
  const handle = serveStdio(factory, { transport: wire, onerror: reportProblem });
  return {
    stopTaking: () => {
      streams.input.unpipe(input);
      streams.input.pause();
    },
    ended: Promise.race([inputEnd(streams.input), wire.closed.then(() => 'closed connection')]),
    idle: () => wire.idle(),
    close: async () => {
      await handle.close();
      await flushed(streams.output);
    },
  };
}

function inputEnd(input: Readable): Promise<string> {
  return new Promise((resolve) => {
    const end = () => resolve('end of input');
    if (input.readableEnded || input.destroyed) end();
    input.once('end', end);
    input.once('close', end);
  });
}

function flushed(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (output.destroyed || output.writableEnded) return resolve();
    output.write('', () => resolve());
  });
}
