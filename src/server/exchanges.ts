/** The HTTP exchanges under way: requests whose answers are not yet delivered. */

export interface Exchanges {
  /** Notes an exchange; call the returned function when its response is out or the client gone. */
  begin(): () => void;
  /** True once `refuseNew` was called. */
  readonly closing: boolean;
  refuseNew(): void;
  /** Resolves once no exchange is under way. */
  idle(): Promise<void>;
}

/** Starts an empty account. */
export function openExchanges(): Exchanges {
  let underWay = 0;
  let closing = false;
  const whenIdle: (() => void)[] = [];
  return {
    begin: () => {
      let ended = false;
      underWay += 1;
      return () => {
        if (ended) return;
        ended = true;
        underWay -= 1;
        if (underWay === 0) for (const resolve of whenIdle.splice(0)) resolve();
      };
    },
    get closing() {
      return closing;
    },
    refuseNew: () => {
      closing = true;
    },
    idle: async () => {
      if (underWay > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    },
  };
}
