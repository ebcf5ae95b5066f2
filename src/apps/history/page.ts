import '../parts/base.css';
import '../parts/dialog.css';
import '../parts/lightbox.css';
import '../parts/frame.css';
import './page.css';
import { connectToHost, type Host } from '../host/connect.ts';
import { element } from '../parts/element.ts';
import { type HistoryView, openHistory } from './view.ts';

/** Opens the list as soon as the host has said hello and which changes are meant, whichever comes first. */
async function open(): Promise<void> {
  let host: Host | undefined;
  let args: Readonly<Record<string, unknown>> | undefined;
  let view: HistoryView | undefined;
  const start = () => {
    if (host === undefined || args === undefined || view !== undefined) return;
    view = openHistory(host, args);
  };
  document.body.append(element('p', { class: 'state quiet', role: 'status' }, 'Waiting for the chat…'));
  host = await connectToHost('history', {
    input: (given) => {
      args = given;
      start();
    },
    context: () => view?.contextChanged(),
  });
  start();
}

void open();
