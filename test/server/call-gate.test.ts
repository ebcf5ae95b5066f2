import { describe, expect, it } from 'vitest';
import { answerResult } from '../../src/catalog/answer.ts';
import { openCallGate, ownGateLimits } from '../../src/server/call-gate.ts';

const done = answerResult({ data: {} });
const never = new AbortController().signal;

/** Work that ends when told. */
function held() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { release, released };
}

describe('calls at once', () => {
  it('are as many as allowed; the others wait their turn', async () => {
    const gate = openCallGate({ ...ownGateLimits, running: 2, waiting: 10 });
    const hold = held();
    let running = 0;
    let most = 0;
    const calls = Array.from({ length: 6 }, () =>
      gate.run('me', never, async () => {
        running += 1;
        most = Math.max(most, running);
        await hold.released;
        running -= 1;
        return done;
      }),
    );
    hold.release();
    expect(await Promise.all(calls)).toEqual(Array(6).fill(done));
    expect(most).toBe(2);
  });

  it('that find no place to wait are told to come back', async () => {
    const gate = openCallGate({ ...ownGateLimits, running: 1, waiting: 1 });
    const hold = held();
    const wait = async () => {
      await hold.released;
      return done;
    };
    const accepted = [gate.run('me', never, wait), gate.run('me', never, wait)];
    await Promise.resolve();
    expect(await gate.run('me', never, wait)).toMatchObject({
      isError: true,
      content: [{ text: 'Too many calls are waiting. Wait for answers before sending more.' }],
    });
    hold.release();
    expect(await Promise.all(accepted)).toEqual([done, done]);
  });
});

describe('the signal of a call', () => {
  it('is aborted by its client, also before it begins', async () => {
    const gate = openCallGate();
    const seen = await Promise.all(
      [AbortSignal.abort(), never].map(async (signal) => {
        let aborted = false;
        await gate.run('me', signal, async (own) => {
          aborted = own.aborted;
          return done;
        });
        return aborted;
      }),
    );
    expect(seen).toEqual([true, false]);
  });

  it('is aborted for all calls at the end, and only for calls under way', async () => {
    const gate = openCallGate({ ...ownGateLimits, running: 1, waiting: 10 });
    const outcomes: boolean[] = [];
    const untilTold = (own: AbortSignal) =>
      new Promise<typeof done>((resolve) => {
        const end = () => {
          outcomes.push(own.aborted);
          resolve(done);
        };
        if (own.aborted) end();
        else own.addEventListener('abort', end);
      });
    const calls = [gate.run('me', never, untilTold), gate.run('me', never, untilTold)];
    gate.abortAll();
    await Promise.all([...calls, gate.idle()]);
    expect(outcomes).toEqual([true, true]);
  });

  it('idle is at once when nothing runs, and after a call that failed', async () => {
    const gate = openCallGate();
    await gate.idle();
    const failing = gate.run('me', never, () => Promise.reject(new Error('x')));
    await expect(failing).rejects.toThrow('x');
    await gate.idle();
  });
});
