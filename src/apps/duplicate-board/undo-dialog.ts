/** Takes changes of this board back, after showing what that would do. */
import type { ChangeTold } from '../../catalog/pages/duplicates.ts';
import type { Host } from '../host/connect.ts';
import type { ToolAnswer } from '../host/tool-answer.ts';
import { closeButton, openDialog } from '../parts/dialog.ts';
import { button } from '../parts/element.ts';
import { showProgress } from './apply-dialog.ts';
import { previewUndo, undo } from './change.ts';
import type { UndoPreviewed } from './change-steps.ts';
import { lineList } from './line-list.ts';
import { tellUndone, tellUndoPreviews } from './tell-change.ts';

export interface UndoWish {
  readonly host: Pick<Host, 'callTool'>;
  /** The latest first. */
  readonly changeIds: readonly string[];
  /** Told which changes were taken back. */
  undone(changeIds: readonly string[]): void;
  closed(): void;
}

/** Opens the dialog; nothing is taken back before the person says so. */
export function openUndoDialog(wish: UndoWish): void {
  let isBusy = false;
  let isStopped = false;
  const dialog = openDialog({
    title: 'Undo',
    className: 'apply',
    mayClose: () => !isBusy,
    closed: () => {
      isStopped = true;
      wish.closed();
    },
  });

  async function look(): Promise<void> {
    const previews: UndoPreviewed[] = [];
    for (const id of wish.changeIds) {
      showProgress(dialog, 'Looking at what would come back …', previews.length, wish.changeIds.length, [
        closeButton(dialog, 'Cancel'),
      ]);
      previews.push(await previewUndo(wish.host, id));
      if (isStopped) return;
    }
    const possible = previews.filter(({ answer }) => answer.ok);
    const go = button('Bring it back', () => void act(possible), { class: 'primary', disabled: possible.length === 0 });
    dialog.show([lineList(tellUndoPreviews(previews))], [closeButton(dialog, 'Cancel'), go]);
  }

  async function act(previews: readonly UndoPreviewed[]): Promise<void> {
    isBusy = true;
    const answers: ToolAnswer<ChangeTold>[] = [];
    const undone: string[] = [];
    for (const previewed of previews) {
      showProgress(
        dialog,
        'Working … If your chat asks you to confirm, answer there.',
        answers.length,
        previews.length,
        [],
      );
      const answer = await undo(wish.host, previewed);
      answers.push(answer);
      if (!answer.ok) break;
      undone.push(previewed.id);
    }
    isBusy = false;
    wish.undone(undone);
    dialog.show(
      [lineList(tellUndone(answers))],
      [button('Done', () => dialog.close(), { class: 'primary', 'data-first': true })],
    );
  }

  void look();
}
