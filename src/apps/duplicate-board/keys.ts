/** The keyboard of the board. */
import { closeButton, openDialog } from '../parts/dialog.ts';
import { element } from '../parts/element.ts';

/** What keys do; each acts on the group that has the keyboard. */
export interface KeyActs {
  move(step: number): void;
  moveTo(end: 'first' | 'last'): void;
  card(step: number): void;
  keep(number: number): void;
  choose(choice: 'keep' | 'trash' | 'stack'): void;
  follow(): void;
  dismiss(): void;
  skip(): void;
  clear(): void;
  zoom(): void;
  apply(): void;
  help(): void;
}

const told: readonly (readonly [string, string])[] = [
  ['j, k or ↓, ↑', 'next, previous group'],
  ['Home, End', 'first, last group'],
  ['1 … 9', 'keep this copy, trash the others'],
  ['a', 'take the suggestion'],
  ['← →', 'previous, next copy of the group'],
  ['e, t, s', 'keep, trash, stack that copy; s without a copy stacks all'],
  ['x', 'not duplicates'],
  ['l', 'later: leave the group as it is'],
  ['u', 'undecided again'],
  ['z or Space', 'look at the pictures; then ← → or 1 … 9 to compare'],
  ['Enter', 'apply what is decided'],
  ['?', 'this list'],
];

/** Listens on `target`; leaves alone what is typed into fields and what browsers do with other keys. */
export function listenToKeys(target: HTMLElement, acts: KeyActs): void {
  const keys: Readonly<Record<string, () => void>> = {
    j: () => acts.move(1),
    k: () => acts.move(-1),
    ArrowDown: () => acts.move(1),
    ArrowUp: () => acts.move(-1),
    ArrowRight: () => acts.card(1),
    ArrowLeft: () => acts.card(-1),
    Home: () => acts.moveTo('first'),
    End: () => acts.moveTo('last'),
    a: acts.follow,
    e: () => acts.choose('keep'),
    t: () => acts.choose('trash'),
    s: () => acts.choose('stack'),
    x: acts.dismiss,
    l: acts.skip,
    u: acts.clear,
    z: acts.zoom,
    ' ': acts.zoom,
    Enter: acts.apply,
    '?': acts.help,
  };
  target.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (ownsKey(event)) return;
    const act = /^[1-9]$/.test(event.key) ? () => acts.keep(Number(event.key)) : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

/** True where the key belongs to the control that has the keyboard. */
function ownsKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('select')) return true;
  if (target.matches('button')) return key === 'Enter' || key === ' ';
  if (target.matches('input')) return key === ' ' || key.startsWith('Arrow');
  return target.matches('.compare') && (key === 'ArrowLeft' || key === 'ArrowRight');
}

/** Shows the list of keys. */
export function openKeyList(closed: () => void): void {
  const dialog = openDialog({ title: 'Keys', closed });
  const rows = told.map(([keys, what]) =>
    element('tr', {}, element('th', { scope: 'row' }, keys), element('td', {}, what)),
  );
  dialog.show([element('table', { class: 'keys' }, element('tbody', {}, ...rows))], [closeButton(dialog)]);
}
