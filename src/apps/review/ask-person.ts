/** Asks the person, in a window that the page in the frame can neither see nor press. */
import { button, element } from '../parts/element.ts';
import type { Said } from './server.ts';

let turn: Promise<unknown> = Promise.resolve();

/** Shows the server's words, and resolves with what the person chose; one question after the other. */
export function askPerson(text: string): Promise<Said> {
  const answer = turn.then(() => ask(text));
  turn = answer;
  return answer;
}

function ask(text: string): Promise<Said> {
  return new Promise((resolve) => {
    let said: Said = 'nothing';
    const choose = (choice: Said) => () => {
      said = choice;
      dialog.close();
    };
    const no = button('No', choose('no'), { autofocus: true });
    const dialog = element(
      'dialog',
      { 'aria-labelledby': 'question', 'aria-describedby': 'asked' },
      element('h2', { id: 'question' }, 'Do you agree?'),
      element('p', { id: 'asked', tabindex: 0 }, text),
      element('div', { class: 'choice' }, no, button('Yes, do this', choose('yes'))),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(said);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
