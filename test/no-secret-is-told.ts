/** Runs around every test file: no key that the tests use may appear in an answer, a log line or the tests' own output. */
import { afterAll, expect } from 'vitest';
import { noteSaid, secretsTold } from './fixtures/watched-secrets.ts';

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
    noteSaid('output of the tests', String(chunk));
    return write(chunk, ...rest);
  };
}

afterAll(() => {
  expect(secretsTold(), 'a secret was told').toEqual([]);
});
