/** Applies what is decided and takes it back, and remembers what can be taken back. */
import type { Host } from '../host/connect.ts';
import { openApplyDialog } from './apply-dialog.ts';
import type { Book } from './book.ts';
import type { Changed } from './change-steps.ts';
import type { Loader } from './loader.ts';
import { tellChanges } from './tell-change.ts';
import { openUndoDialog } from './undo-dialog.ts';

export interface Changes {
  apply(): void;
  /** Takes back all that was applied here. */
  undo(): void;
  readonly canUndo: boolean;
}

export interface ChangesWish {
  readonly host: Host;
  readonly book: Book;
  readonly loader: Loader;
  mayUndo(): boolean;
  /** Told of every change: what the library has is to be read again, `anew` where the server may not know of it. */
  changed(anew: boolean): void;
  /** Told why a group, or an asset, was not done. */
  failed(id: string, error: string): void;
  closed(): void;
}

/** Opens nothing before it is asked to. */
export function openChanges({ host, book, loader, mayUndo, changed, failed, closed }: ChangesWish): Changes {
  /** The latest first. */
  let undoable: readonly string[] = [];

  function after(changes: readonly Changed[]): void {
    const told = changes.flatMap(({ answer }) => (answer.ok ? [answer.data] : []));
    const ids = told.flatMap(({ change_id: id }) => id ?? []);
    undoable = [...ids.reverse(), ...undoable];
    for (const { id, error } of told.flatMap((one) => one.failed ?? [])) if (error !== undefined) failed(id, error);
    const [summary] = tellChanges(changes, 0, nameOf);
    const words = `On the duplicate board the person applied: ${summary?.text} Changes: ${ids.join(', ') || 'none'}.`;
    if (host.canTellModel) void host.tellModel(words);
    changed(false);
  }

  function undo(changeIds: readonly string[]): void {
    openUndoDialog({
      host,
      changeIds,
      undone: (ids) => {
        undoable = undoable.filter((id) => !ids.includes(id));
        changed(true);
      },
      closed,
    });
  }

  /** The file of an asset, or the first one of a group. */
  function nameOf(id: string): string | undefined {
    for (const entry of book.entries) {
      const assets = book.group(entry.id)?.assets ?? [];
      const asset = entry.id === id ? assets[0] : assets.find((each) => each.id === id);
      if (asset !== undefined) return asset.file;
    }
    return undefined;
  }

  return {
    get canUndo() {
      return mayUndo() && undoable.length > 0;
    },
    apply: () =>
      openApplyDialog({
        host,
        nameOf,
        canUndo: mayUndo(),
        latest: () => book.orders(),
        prepare: (progress) => {
          const unknown = book.unknown();
          return loader.fetchAll(unknown, (done) => progress(`Reading groups … ${done} of ${unknown.length}`));
        },
        changed: after,
        undo,
        closed,
      }),
    undo: () => undo(undoable),
  };
}
