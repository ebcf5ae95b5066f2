/** A dialog over the page: the rest is out of reach until it is closed, and the keyboard is back where it was then. */
import { button, element } from './element.ts';

export interface Dialog {
  readonly element: HTMLDialogElement;
  /** What it shows between its title and its buttons; a button with `data-first` gets the keyboard. */
  show(content: readonly Node[], buttons: readonly HTMLButtonElement[]): void;
  close(): void;
}

export interface DialogOptions {
  readonly title: string;
  readonly className?: string;
  /** False while it must not be closed: Escape does nothing then. */
  mayClose?(): boolean;
  closed?(): void;
}

/** Opens it; taken out of the document when it is closed. */
export function openDialog({ title, className = '', mayClose = () => true, closed }: DialogOptions): Dialog {
  const heading = element('h2', { id: 'dialog-title', tabindex: -1 }, title);
  const body = element('div', { class: 'dialog-body' });
  const foot = element('div', { class: 'dialog-buttons' });
  const made = element('dialog', { 'aria-labelledby': 'dialog-title', class: className }, heading, body, foot);
  made.addEventListener('cancel', (event) => {
    if (!mayClose()) event.preventDefault();
  });
  // Chromium lets a second Escape pass whatever was said to the first.
  made.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !mayClose()) event.preventDefault();
    event.stopPropagation();
  });
  made.addEventListener('close', () => {
    made.remove();
    closed?.();
  });
  document.body.append(made);
  made.showModal();
  return {
    element: made,
    show: (content, buttons) => {
      body.replaceChildren(...content);
      foot.replaceChildren(...buttons);
      (foot.querySelector<HTMLElement>('[data-first]') ?? heading).focus();
    },
    close: () => made.close(),
  };
}

/** A button that closes it. */
export function closeButton(dialog: Pick<Dialog, 'close'>, text = 'Close'): HTMLButtonElement {
  return button(text, () => dialog.close());
}
