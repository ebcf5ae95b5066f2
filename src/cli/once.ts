/** A value made when first wanted and then kept; a failure is forgotten, so that the next wish tries again. */
export function once<Value>(make: () => Promise<Value>): {
  get(): Promise<Value>;
  ifAny(): Promise<Value | undefined>;
} {
  let made: Promise<Value> | undefined;
  return {
    get: () => {
      made ??= make().catch((error: unknown) => {
        made = undefined;
        throw error;
      });
      return made;
    },
    ifAny: async () => made?.catch(() => undefined),
  };
}
