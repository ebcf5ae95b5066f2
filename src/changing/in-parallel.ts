/** Runs the same work for many items, a few at a time. */
import { type Result, success } from '../catalog/result.ts';

/** Requests under way at once: what keeps a home server busy without starving its other users. */
const usualWidth = 8;

/**
 * Does `work` for every item, `width` of them at once, in order of start, and returns the values in order of `items`. After
 * the first failure nothing more is started, and that failure is the result.
 */
export async function inParallel<Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result<Value>>,
  width = usualWidth,
): Promise<Result<Value[]>> {
  const values: Value[] = new Array(items.length);
  const waiting = items.entries();
  let broken: Result<never> | undefined;
  const worker = async () => {
    for (const [position, item] of waiting) {
      if (broken !== undefined) return;
      const result = await work(item);
      if (result.ok) values[position] = result.value;
      else broken ??= result;
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return broken ?? success(values);
}
