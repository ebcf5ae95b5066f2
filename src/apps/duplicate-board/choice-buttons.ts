/** Keep, trash or stack, of one copy. */
import { element } from '../parts/element.ts';
import type { Choice } from './decisions.ts';

const choices = [
  ['keep', 'Keep'],
  ['trash', 'Trash'],
  ['stack', 'Stack'],
] as const satisfies readonly (readonly [Choice, string])[];

export interface ChoiceButtons {
  readonly element: HTMLElement;
  show(choice: Choice | undefined): void;
}

let last = 0;

/** `label` names the copy for screen readers; `disabled` says why one of them cannot be chosen. */
export function choiceButtons(
  label: string,
  disabled: Partial<Record<Choice, string>>,
  chosen: (choice: Choice) => void,
): ChoiceButtons {
  last += 1;
  const name = `choice-${last}`;
  const inputs = new Map<Choice, HTMLInputElement>();
  const parts = choices.map(([choice, text]) => {
    const why = disabled[choice];
    const input = element('input', { type: 'radio', name, value: choice, disabled: why !== undefined });
    input.addEventListener('change', () => chosen(choice));
    inputs.set(choice, input);
    return element('label', { class: `choice ${choice}`, title: why }, input, element('span', {}, tick(), text));
  });
  return {
    element: element('div', { role: 'radiogroup', 'aria-label': label, class: 'choices' }, ...parts),
    show: (choice) => {
      for (const [each, input] of inputs) input.checked = each === choice;
    },
  };
}

/** Seen beside what is chosen; a screen reader says that itself. */
function tick(): HTMLElement {
  return element('span', { class: 'tick', 'aria-hidden': 'true' }, '✓ ');
}

/** Which of them this copy does not have, and why. */
export function unavailable(stays: string | undefined): Partial<Record<Choice, string>> {
  return stays === undefined ? {} : { trash: `Cannot go: it ${stays}` };
}
