import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPresence } from '../../../src/server/review/presence.ts';

const rules = { returnMs: 5000, idleMs: 60_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether everybody has left, and why. */
function leaving(left: Promise<string>): { reason: string | undefined } {
  const seen: { reason: string | undefined } = { reason: undefined };
  void left.then((reason) => {
    seen.reason = reason;
  });
  return seen;
}

describe('somebody is there', () => {
  it('until their last window was closed and not opened again', async () => {
    const presence = openPresence(rules);
    const seen = leaving(presence.left);
    const [first, second] = [presence.watch().getReader(), presence.watch().getReader()];
    await first.cancel();
    await vi.advanceTimersByTimeAsync(rules.returnMs * 2);
    expect(seen.reason).toBeUndefined();
    await second.cancel();
    await vi.advanceTimersByTimeAsync(rules.returnMs - 1);
    expect(seen.reason).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.reason).toBe('window closed');
  });

  it('when the window is only loaded again', async () => {
    const presence = openPresence(rules);
    const seen = leaving(presence.left);
    await presence.watch().getReader().cancel();
    await vi.advanceTimersByTimeAsync(rules.returnMs - 1);
    presence.watch();
    await vi.advanceTimersByTimeAsync(rules.returnMs * 2);
    expect(seen.reason).toBeUndefined();
  });

  it('as long as something is asked for, and not in a window that was forgotten', async () => {
    const presence = openPresence(rules);
    const seen = leaving(presence.left);
    presence.watch();
    for (let time = 0; time < 3; time += 1) {
      await vi.advanceTimersByTimeAsync(rules.idleMs - 1);
      presence.stir();
    }
    expect(seen.reason).toBeUndefined();
    await vi.advanceTimersByTimeAsync(rules.idleMs);
    expect(seen.reason).toBe('nobody there');
  });

  it('never, where nobody came', async () => {
    const seen = leaving(openPresence(rules).left);
    await vi.advanceTimersByTimeAsync(rules.idleMs);
    expect(seen.reason).toBe('nobody there');
  });
});

it('tells every window of the end, once', async () => {
  const presence = openPresence(rules);
  const readers = [presence.watch().getReader(), presence.watch().getReader()];
  presence.dismiss();
  for (const reader of readers) {
    const said: string[] = [];
    for (let read = await reader.read(); !read.done; read = await reader.read())
      said.push(Buffer.from(read.value).toString());
    expect(said).toEqual([': here\n\n', 'event: ended\ndata: \n\n']);
  }
});
