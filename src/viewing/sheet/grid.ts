/** Where pictures of one shape lie: in a grid, none of them larger than another. */
import { gap, type SheetLayout } from './layout.ts';

/** Squares of `side` pixels, at least one and at most sixteen, such that the whole is about as wide as screens are. */
export function gridOf(count: number, side: number): SheetLayout {
  const columns = count <= 3 ? count : Math.min(4, Math.ceil(count / 2));
  const at = (place: number) => gap + place * (side + gap);
  const cells = Array.from({ length: count }, (_, number) => ({
    left: at(number % columns),
    top: at(Math.floor(number / columns)),
    width: side,
    height: side,
  }));
  return { width: at(columns), height: at(Math.ceil(count / columns)), cells };
}
