/** The page on which a person decides about duplicates. */
import { connectToHost } from '../host/connect.ts';
import '../parts/base.css';
import '../parts/dialog.css';
import { type Board, openBoard } from './board.ts';
import './page.css';
import './group.css';
import './dialogs.css';

/** Pixels in the chat: about two groups. */
const usualHeight = 760;

async function start(): Promise<void> {
  let board: Board | undefined;
  const host = await connectToHost('duplicate-board', { context: (context) => board?.context(context) });
  board = openBoard(host);
  board.context(host.context);
  host.needHeight(Math.min(usualHeight, host.context.maxHeight ?? usualHeight));
  await board.start();
}

void start();
