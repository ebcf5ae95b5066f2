/** What mouse, finger and keyboard do in the grid. */
import type { Place } from './moves.ts';

export interface GridActions {
  /** The keyboard came to a place. */
  reached(place: Place): void;
  /** Selects what is there, or takes it out; as a range from the last choice on. */
  choose(place: Place, isRange: boolean): void;
  /** Opens a photo, selects a day. */
  act(place: Place): void;
  /** Goes where a key leads, selecting on the way; false for a key that leads nowhere. */
  go(key: string, from: Place, selects: boolean): boolean;
  selectAll(): void;
  clear(): void;
  hasSelection(): boolean;
}

/** Cells say in `data-row` and `data-cell` where they are. */
export function takeInput(box: HTMLElement, actions: GridActions): void {
  box.addEventListener('focusin', (event) => {
    const place = placeOfEvent(event);
    if (place !== undefined) actions.reached(place);
  });

  box.addEventListener('click', (event) => {
    const place = placeOfEvent(event);
    if (place === undefined) return;
    const isOnTick = event.target instanceof Element && event.target.closest('.tick') !== null;
    const isHeld = event.shiftKey || event.ctrlKey || event.metaKey;
    // Once something is selected, a click selects: as in every photo library.
    if (isOnTick || isHeld || actions.hasSelection()) actions.choose(place, event.shiftKey);
    else actions.act(place);
  });

  box.addEventListener('keydown', (event) => {
    const place = placeOfEvent(event);
    if (place !== undefined && press(event, place, actions)) event.preventDefault();
  });
}

/** True where the key meant something. */
function press(event: KeyboardEvent, place: Place, actions: GridActions): boolean {
  const { key, shiftKey } = event;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'a') actions.selectAll();
  else if (key === 'Escape' && actions.hasSelection()) actions.clear();
  else if (key === ' ') actions.choose(place, shiftKey);
  else if (key === 'Enter') actions.act(place);
  else return actions.go(key, place, shiftKey);
  return true;
}

function placeOfEvent({ target }: Event): Place | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
  return cell === null ? undefined : { row: Number(cell.dataset.row), cell: Number(cell.dataset.cell) };
}
