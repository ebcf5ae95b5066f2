/** Notices when the person has gone: every open window holds a stream on which nothing comes but the end. */

export interface PresenceRules {
  /** How long after the last window was closed it may be opened again (reloading does so), in milliseconds. */
  readonly returnMs: number;
  /** How long nobody may come, or nothing be asked for, in milliseconds. */
  readonly idleMs: number;
}

export const usualPresence: PresenceRules = { returnMs: 5000, idleMs: 60 * 60_000 };

export interface Presence {
  /** The stream of one window. */
  watch(): ReadableStream<Uint8Array>;
  /** Something was asked for. */
  stir(): void;
  /** Resolves, with the reason, when there is nobody any more. */
  readonly left: Promise<string>;
  /** Ends all streams. */
  dismiss(): void;
}

type Window = ReadableStreamDefaultController<Uint8Array>;

/** Begins to wait for the person. */
export function openPresence({ returnMs, idleMs }: PresenceRules): Presence {
  const windows = new Set<Window>();
  const { promise: left, resolve: leave } = withResolve<string>();
  let leaving: NodeJS.Timeout | undefined;
  const idle = setTimeout(leave, idleMs, 'nobody there').unref();
  const encoder = new TextEncoder();
  const say = (window: Window, text: string) => window.enqueue(encoder.encode(text));

  function close(window: Window): void {
    windows.delete(window);
    if (windows.size === 0) leaving = setTimeout(leave, returnMs, 'window closed');
  }

  return {
    left,
    stir: () => idle.refresh(),
    watch: () => {
      clearTimeout(leaving);
      idle.refresh();
      let own: Window | undefined;
      return new ReadableStream<Uint8Array>({
        start: (window) => {
          own = window;
          windows.add(window);
          say(window, ': here\n\n');
        },
        cancel: () => {
          if (own !== undefined) close(own);
        },
      });
    },
    dismiss: () => {
      clearTimeout(leaving);
      clearTimeout(idle);
      for (const window of windows) {
        say(window, 'event: ended\ndata: \n\n');
        window.close();
      }
      windows.clear();
    },
  };
}

function withResolve<Value>(): { readonly promise: Promise<Value>; resolve(value: Value): void } {
  let settle: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle(value) };
}
