/** A list of any length of which only what is near the window is in the document. */
import { element } from './element.ts';

export interface VirtualListOptions {
  /** What scrolls. */
  readonly scroller: HTMLElement;
  /** For screen readers. */
  readonly label: string;
  /** Pixels that a row takes, about: what it really takes is measured when it is shown. A function knows it exactly. */
  readonly rowHeight: number | ((index: number) => number);
  /** What it is for screen readers; rows of a `grid` have to hold grid cells. */
  readonly as?: 'list' | 'grid';
  /** Makes row `index`, anew each time that it comes near. */
  render(index: number): HTMLElement;
  /** Told which rows are in the document, from `first` up to but without `end`. */
  shown?(first: number, end: number): void;
}

export interface VirtualList {
  readonly element: HTMLElement;
  setCount(count: number): void;
  /** Makes a row anew, where it is shown: what it shows changed. */
  refresh(index?: number): void;
  /** Brings a row into view. */
  reveal(index: number): void;
}

/** Pixels above and below the window that are rendered too: a flick of the wheel shows no holes. */
const margin = 600;

/** Rows of different heights, placed by what is known of the heights of those before them. */
export function openVirtualList(options: VirtualListOptions): VirtualList {
  const { scroller, label, as = 'list', render, shown } = options;
  const heightOf = (index: number) =>
    typeof options.rowHeight === 'number' ? options.rowHeight : options.rowHeight(index);
  const box = element('div', { role: as, 'aria-label': label, class: 'virtual-list' });
  box.style.position = 'relative';
  const rows = new Map<number, HTMLElement>();
  let heights: number[] = [];
  let tops: number[] = [0];
  let isPlanned = false;

  /** Read when nothing had to be laid out for it; undefined where it has to be read anew. */
  let seenOffset: number | undefined;

  const observer = new ResizeObserver((entries) => {
    const start = offset();
    const changes = entries.flatMap(({ target, borderBoxSize }) => {
      const index = Number((target as HTMLElement).dataset.index);
      const height = borderBoxSize[0]?.blockSize ?? 0;
      const isChanged = rows.has(index) && height > 0 && Math.abs((heights[index] ?? 0) - height) >= 0.5;
      return isChanged ? [{ index, height, before: heights[index] ?? 0 }] : [];
    });
    if (changes.length === 0) return;
    const above = changes.filter(({ index, before }) => (tops[index] ?? 0) + before < start);
    for (const { index, height } of changes) heights[index] = height;
    place();
    // What grows above the window must not move what is read.
    if (above.length > 0) scroller.scrollTop += above.reduce((sum, { height, before }) => sum + height - before, 0);
  });

  const offset = () => Math.max(0, scroller.scrollTop - box.offsetTop + scroller.offsetTop);

  function place(): void {
    tops = [0];
    for (let index = 0; index < heights.length; index += 1)
      tops.push((tops[index] ?? 0) + (heights[index] ?? heightOf(index)));
    box.style.height = `${tops.at(-1) ?? 0}px`;
    for (const [index, row] of rows) row.style.transform = `translateY(${tops[index] ?? 0}px)`;
    plan();
  }

  /** The row at a height, by halving. */
  function rowAt(pixels: number): number {
    let [low, high] = [0, Math.max(0, heights.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((tops[middle] ?? 0) <= pixels) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      update();
    });
  }

  function update(): void {
    if (heights.length === 0) return;
    const top = seenOffset ?? offset();
    seenOffset = undefined;
    const first = rowAt(Math.max(0, top - margin));
    const end = Math.min(heights.length, rowAt(top + scroller.clientHeight + margin) + 1);
    drop(first, end);
    for (let index = first; index < end; index += 1) if (!rows.has(index)) add(index);
    shown?.(first, end);
  }

  /** Takes out what is far away, but never the row that has the keyboard. */
  function drop(first: number, end: number): void {
    for (const [index, row] of rows) {
      if ((index >= first && index < end) || row.contains(document.activeElement)) continue;
      remove(index, row);
    }
  }

  function remove(index: number, row: HTMLElement): void {
    observer.unobserve(row);
    row.remove();
    rows.delete(index);
  }

  /** Where the row is in all of it, for screen readers. */
  function placeOf(index: number) {
    return as === 'grid'
      ? { role: 'row', 'aria-rowindex': index + 1 }
      : { role: 'listitem', 'aria-setsize': heights.length, 'aria-posinset': index + 1 };
  }

  function add(index: number): void {
    const row = element('div', { 'data-index': index, ...placeOf(index) });
    row.style.cssText = 'position:absolute;left:0;right:0;top:0';
    row.style.transform = `translateY(${tops[index] ?? 0}px)`;
    row.append(render(index));
    rows.set(index, row);
    // In the order of the list, for the keyboard and for screen readers.
    const next = [...rows.keys()].filter((other) => other > index).sort((a, b) => a - b)[0];
    box.insertBefore(row, next === undefined ? null : (rows.get(next) ?? null));
    observer.observe(row);
  }

  const scrolled = () => {
    seenOffset = offset();
    plan();
  };
  scroller.addEventListener('scroll', scrolled, { passive: true });
  new ResizeObserver(plan).observe(scroller);

  return {
    element: box,
    setCount: (count) => {
      const isKnown = typeof options.rowHeight === 'function';
      heights = Array.from({ length: count }, (_, index) => (isKnown ? undefined : heights[index]) ?? heightOf(index));
      if (as === 'grid') box.setAttribute('aria-rowcount', String(count));
      for (const [index, row] of rows) if (index >= count) remove(index, row);
      seenOffset = undefined;
      place();
    },
    refresh: (only) => {
      for (const [index, row] of rows) {
        if (only !== undefined && only !== index) continue;
        row.replaceChildren(render(index));
      }
    },
    reveal: (index) => {
      const [top, bottom] = [tops[index] ?? 0, tops[index + 1] ?? 0];
      const start = offset();
      if (top < start) scroller.scrollTop += top - start;
      else if (bottom > start + scroller.clientHeight) scroller.scrollTop += bottom - start - scroller.clientHeight;
      seenOffset = undefined;
      update();
    },
  };
}
