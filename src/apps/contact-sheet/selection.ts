/** Which photos are selected. Nothing here knows the document. */

export interface Selection {
  readonly size: number;
  has(id: string): boolean;
  /** In the order of the sheet. */
  ids(): string[];
  /** Selects it, or takes it out; ranges begin at it from now on. */
  toggle(id: string): void;
  /** Selects all from where the last choice was to this one. */
  extendTo(id: string): void;
  /** Selects all of these or, where all of them are selected, takes them out. */
  toggleAll(ids: readonly string[]): void;
  selectAll(ids: readonly string[]): void;
  clear(): void;
  /** The order of the sheet, for ranges; what is selected stays selected. */
  setOrder(ids: readonly string[]): void;
}

/** Nothing is selected; `changed` is told after every change. */
export function openSelection(changed: () => void): Selection {
  const chosen = new Set<string>();
  let order: readonly string[] = [];
  let anchor: string | undefined;

  function change(alter: () => void): void {
    alter();
    changed();
  }
  const add = (ids: readonly string[]) => ids.forEach((id) => void chosen.add(id));

  function range(to: string): readonly string[] {
    const end = order.indexOf(to);
    const start = anchor === undefined ? end : order.indexOf(anchor);
    if (start === -1 || end === -1) return [to];
    return order.slice(Math.min(start, end), Math.max(start, end) + 1);
  }

  return {
    get size() {
      return chosen.size;
    },
    has: (id) => chosen.has(id),
    ids: () => order.filter((id) => chosen.has(id)),
    toggle: (id) =>
      change(() => {
        anchor = id;
        if (!chosen.delete(id)) chosen.add(id);
      }),
    extendTo: (id) =>
      change(() => {
        add(range(id));
        anchor ??= id;
      }),
    toggleAll: (ids) =>
      change(() => {
        if (ids.every((id) => chosen.has(id))) for (const id of ids) chosen.delete(id);
        else add(ids);
        anchor = ids[0];
      }),
    selectAll: (ids) => change(() => add(ids)),
    clear: () =>
      change(() => {
        chosen.clear();
        anchor = undefined;
      }),
    setOrder: (ids) => {
      order = ids;
    },
  };
}
