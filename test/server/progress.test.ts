/** What a client hears while its call goes on. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressOf } from '../../src/server/progress.ts';

interface Sent {
  readonly progress: number;
  readonly message?: string;
}

let sent: Sent[];
beforeEach(() => {
  sent = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched(progressToken?: string) {
  const notify = async ({ params }: { params?: unknown }) => {
    const { progress, message } = Object(params);
    sent.push({ progress, ...(message === undefined ? {} : { message }) });
  };
  return progressOf({ mcpReq: { ...(progressToken === undefined ? {} : { _meta: { progressToken } }), notify } });
}

describe('while a person thinks', () => {
  it('a client that asked hears every 15 s that its call is alive', async () => {
    const progress = watched('token');
    let answer = () => {};
    const waiting = progress.during(
      new Promise<void>((resolve) => {
        answer = resolve;
      }),
    );
    await vi.advanceTimersByTimeAsync(50_000);
    expect(sent.map(({ message }) => message)).toEqual(Array(3).fill('waiting for the person'));
    answer();
    await waiting;
    await vi.advanceTimersByTimeAsync(50_000);
    expect(sent).toHaveLength(3);
  });

  it('values rise all the time, from what was done before to what is done afterwards', async () => {
    const progress = watched('token');
    progress.report(2, 10);
    const waiting = progress.during(new Promise((resolve) => setTimeout(resolve, 40_000)));
    await vi.advanceTimersByTimeAsync(40_000);
    await waiting;
    progress.report(3, 10);
    const values = sent.map((one) => one.progress);
    expect(values).toHaveLength(4);
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
    expect(values.at(-1)).toBe(3);
  });

  it('nothing is sent after the end, nor to a client that did not ask', async () => {
    const ended = watched('token');
    void ended.during(new Promise(() => {}));
    ended.end();
    void watched().during(new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([]);
  });
});
