/** Counts of what happens under a key within a window of time: the small thing that every limit is made of. */

export interface CounterRule {
  /** How often within the window. */
  readonly most: number;
  /** The window, which begins with the first time. */
  readonly seconds: number;
}

export interface Count {
  /** How often more; never below 0. */
  readonly left: number;
  /** Whether it was more often than allowed. */
  readonly exceeded: boolean;
  /** Whole seconds until the window ends, at least 1; 0 where none has begun. */
  readonly resetSeconds: number;
}

export interface Counter {
  /** Counts one more, also past the limit. */
  add(key: string): Promise<Count>;
  look(key: string): Promise<Count>;
  /** Nothing is left for that many seconds from now. */
  exhaust(key: string, seconds: number): Promise<void>;
}

/** Opens the counter of that name; one of the same name in another process that shares the store is the same counter. */
export type CounterStore = (name: string, rule: CounterRule) => Counter;
