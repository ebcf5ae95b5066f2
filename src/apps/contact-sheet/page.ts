import '../parts/base.css';
import '../parts/lightbox.css';
import '../parts/frame.css';
import './page.css';
import { connectToHost, type Host } from '../host/connect.ts';
import { element } from '../parts/element.ts';
import { openSheet, type Sheet } from './sheet.ts';

/** Opens the sheet as soon as the host has said hello and which photos are meant, whichever comes first. */
async function open(): Promise<void> {
  let host: Host | undefined;
  let args: Readonly<Record<string, unknown>> | undefined;
  let answer: unknown;
  let sheet: Sheet | undefined;
  const start = () => {
    if (host === undefined || args === undefined || sheet !== undefined) return;
    sheet = openSheet(host, args);
    sheet.learn(answer);
  };
  document.body.append(element('p', { class: 'state quiet', role: 'status' }, 'Waiting for the chat…'));
  host = await connectToHost('contact-sheet', {
    input: (given) => {
      args = given;
      start();
    },
    answer: (data) => {
      answer = data;
      sheet?.learn(data);
    },
    context: () => sheet?.contextChanged(),
  });
  start();
}

void open();
