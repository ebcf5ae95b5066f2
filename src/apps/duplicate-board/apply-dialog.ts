/** From what was decided to what was done: shows what would happen, does it on the person's word, tells what became of it. */
import type { Host } from '../host/connect.ts';
import { counted } from '../parts/counted.ts';
import { closeButton, type Dialog, openDialog } from '../parts/dialog.ts';
import { button, element } from '../parts/element.ts';
import { type Batch, batchesOf } from './batches.ts';
import { make, preview } from './change.ts';
import { type Changed, type Previewed, refusalOf } from './change-steps.ts';
import type { Order } from './decisions.ts';
import { lineList } from './line-list.ts';
import { type NameOf, tellChanges, tellPreviews } from './tell-change.ts';

export interface ApplyWish {
  readonly host: Pick<Host, 'callTool'>;
  readonly nameOf: NameOf;
  readonly canUndo: boolean;
  /** Facts that have to come before anything can be told; the failure, where they do not. */
  prepare(progress: (text: string) => void): Promise<string | undefined>;
  /** Decided by now; asked after `prepare`. */
  latest(): readonly Order[];
  /** Told of what was done, whatever became of it. */
  changed(changes: readonly Changed[]): void;
  undo(changeIds: readonly string[]): void;
  closed(): void;
}

/** Opens the dialog and looks at once at what would happen. Nothing is changed before the person says so. */
export function openApplyDialog(wish: ApplyWish): void {
  let isBusy = false;
  let isStopped = false;
  const dialog = openDialog({
    title: 'Apply what you decided',
    className: 'apply',
    mayClose: () => !isBusy,
    closed: () => {
      isStopped = true;
      wish.closed();
    },
  });

  async function look(permanent: boolean): Promise<void> {
    const cancel = closeButton(dialog, 'Cancel');
    const failure = await wish.prepare((text) => showProgress(dialog, text, 0, 0, [cancel]));
    if (isStopped) return;
    if (failure !== undefined) return showFailure(failure);
    const batches = batchesOf(wish.latest());
    const previews: Previewed[] = [];
    for (const batch of batches) {
      showProgress(dialog, 'Looking at what would happen …', previews.length, batches.length, [cancel]);
      previews.push(await preview(wish.host, batch, permanent));
      if (isStopped) return;
    }
    showPreviews(previews, permanent);
  }

  function showFailure(failure: string): void {
    const lines = lineList([{ tone: 'refusal', text: failure }]);
    dialog.show([lines], [closeButton(dialog), button('Try again', () => void look(false), { class: 'primary' })]);
  }

  function showPreviews(previews: readonly Previewed[], permanent: boolean): void {
    const allowed = previews.filter((one) => refusalOf(one) === undefined);
    const needsWord = previews.some(({ answer }) => answer.ok && answer.data.refused !== undefined);
    const lines = lineList(tellPreviews(previews, wish.nameOf));
    const again = needsWord ? [permanently((is) => void look(is))] : [];
    const plans = element('p', { class: 'quiet plans' }, plansInWords(allowed));
    const apply = button(applyText(allowed), () => void act(allowed, permanent), {
      class: permanent ? 'primary danger' : 'primary',
      disabled: allowed.length === 0,
    });
    dialog.show([lines, ...again, ...(allowed.length === 0 ? [] : [plans])], [closeButton(dialog, 'Cancel'), apply]);
  }

  async function act(previews: readonly Previewed[], permanent: boolean): Promise<void> {
    isBusy = true;
    let isEnough = false;
    const stop = button('Stop after this part', () => {
      isEnough = true;
      stop.disabled = true;
    });
    const changes: Changed[] = [];
    for (const previewed of previews) {
      const text = 'Working … If your chat asks you to confirm, answer there.';
      showProgress(dialog, text, changes.length, previews.length, previews.length > 1 ? [stop] : []);
      const change = await make(wish.host, previewed, permanent);
      changes.push(change);
      if (isEnough || !change.answer.ok || change.answer.data.stopped !== undefined) break;
    }
    isBusy = false;
    wish.changed(changes);
    showOutcome(
      changes,
      previews.slice(changes.length).map(({ batch }) => batch),
    );
  }

  function showOutcome(changes: readonly Changed[], untried: readonly Batch[]): void {
    const left = untried.reduce((sum, { ids }) => sum + ids.length, 0);
    const lines = lineList(tellChanges(changes, left, wish.nameOf));
    const ids = changeIdsOf(changes);
    const undo = button('Undo', () => {
      dialog.close();
      wish.undo(ids);
    });
    const canUndo = wish.canUndo && ids.length > 0;
    dialog.show(
      [lines],
      [...(canUndo ? [undo] : []), button('Done', () => dialog.close(), { class: 'primary', 'data-first': true })],
    );
  }

  void look(false);
}

/** The changes that can be taken back, the latest first. */
function changeIdsOf(changes: readonly Changed[]): string[] {
  return changes
    .flatMap(({ answer }) => (answer.ok && answer.data.change_id !== undefined ? [answer.data.change_id] : []))
    .reverse();
}

/** How far something is; without a number of steps, only that it goes on. */
export function showProgress(
  dialog: Dialog,
  text: string,
  done: number,
  steps: number,
  buttons: readonly HTMLButtonElement[],
): void {
  const bar = element('progress', { max: Math.max(1, steps), value: steps > 1 ? done : undefined, 'aria-label': text });
  const part = steps > 1 ? ` (${done + 1} of ${steps})` : '';
  dialog.show([element('p', { role: 'status' }, `${text}${part}`), bar], buttons);
}

/** For a server without a trash: the person's word that it may be for good. */
function permanently(changed: (is: boolean) => void): HTMLElement {
  const input = element('input', { type: 'checkbox' });
  input.addEventListener('change', () => changed(input.checked));
  return element('label', { class: 'permanent' }, input, 'Delete for good: this server has no trash');
}

function applyText(allowed: readonly Previewed[]): string {
  const groups = allowed.reduce((sum, { batch }) => sum + batch.ids.length, 0);
  return groups === 0 ? 'Nothing to apply' : `Apply to ${counted(groups, 'group')}`;
}

/** Which previews the person agrees to: hosts and logs show the same ids. */
function plansInWords(allowed: readonly Previewed[]): string {
  const ids = allowed.flatMap(({ answer }) =>
    answer.ok && answer.data.plan_id !== undefined ? [answer.data.plan_id] : [],
  );
  return ids.length === 0
    ? ''
    : `Nothing has been changed yet. ${ids.length === 1 ? 'Plan' : 'Plans'} ${ids.join(', ')}.`;
}
