/** A window for one person and one page, where there is no chat: it frames the page, makes its calls, and asks the person. */
import '../parts/base.css';
import './page.css';
import { element } from '../parts/element.ts';
import { askPerson } from './ask-person.ts';
import { framePage } from './frame-page.ts';
import { callServer, readOpener, watchServer } from './server.ts';

const status = element('span', { role: 'status', class: 'quiet' });
const header = element('header', {}, element('strong', {}, 'Albumen'), status);
let isHeld = false;
const page = framePage('page', {
  call,
  ready: () => void fill(),
  held: (isSo) => {
    isHeld = isSo;
  },
});

function say(text: string, state: 'well' | 'wrong'): void {
  header.dataset.state = state;
  status.textContent = text;
}

/** Where the person has to be asked, the call is made again with what they said. */
async function call(wanted: { readonly name: unknown; readonly arguments: unknown }): Promise<object> {
  const told = await callServer(wanted);
  if (told.question === undefined) return told.result;
  const said = await askPerson(told.question.text);
  return (await callServer(wanted, { question: told.question.id, said })).result;
}

async function fill(): Promise<void> {
  try {
    const opener = await readOpener();
    document.title = `${opener.title} – Albumen`;
    page.frame.title = opener.title;
    page.tellInput(opener.arguments);
    page.tellResult((await callServer({ name: opener.tool, arguments: opener.arguments })).result);
  } catch (error) {
    say(error instanceof Error ? error.message : 'Nothing came.', 'wrong');
  }
}

// The browser then asks in its own words. A frame in a sandbox could not have it ask.
addEventListener('beforeunload', (event) => {
  if (isHeld) event.preventDefault();
});
document.body.replaceChildren(header, page.frame);
watchServer({
  here: () => say('Close this window when you are done.', 'well'),
  lost: () => say('Albumen does not answer. If it has ended, run albumen review again.', 'wrong'),
  ended: () => say('Albumen has ended: nothing here works any more. Run albumen review again.', 'wrong'),
});
page.open();
