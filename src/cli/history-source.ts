/** The libraries whose changes are written down and can be taken back. */
import type { Caller } from '../catalog/caller.ts';
import type { Restorer } from '../catalog/restorer.ts';
import { type Result, success } from '../catalog/result.ts';
import type { History } from '../journal/tools/define.ts';
import type { ServedLibrary } from './served-library.ts';
import type { ServedPhotoPrism } from './served-photoprism.ts';

/** One library, as its history needs it. */
export interface HistorySource {
  /** True for the kinds of things, and the names of the tools, that are this library's. */
  owns(name: string): boolean;
  /** Whether this caller reaches it at all. */
  serves(caller: Caller): boolean;
  /** What the journal calls it. */
  journalName(caller: Caller): string;
  /** What brings its things back, and is told of changes. Loaded when first needed: most starts never look back. */
  open(caller: Caller): Promise<Result<{ readonly restorer: Restorer; readonly changed: History['changed'] }>>;
}

/** The library on the Immich side. */
export function immichHistory({ connect, journalName }: Pick<ServedLibrary, 'connect' | 'journalName'>): HistorySource {
  return {
    owns: (name) => !name.startsWith('photoprism_') && !name.startsWith('history_'),
    serves: () => true,
    journalName,
    open: async (caller) => {
      const library = await connect(caller);
      if (!library.ok) return library;
      const { restorerOf } = await import('../immich/undo/restorer.ts');
      const { duplicates } = library.value;
      return success({
        restorer: restorerOf(library.value),
        changed: (change, outcome) => duplicates.noteChange(change, outcome),
      });
    },
  };
}

/** The PhotoPrism server. */
export function photoprismHistory({
  connect,
  serves,
  journalName,
}: Pick<ServedPhotoPrism, 'connect' | 'serves' | 'journalName'>): HistorySource {
  return {
    owns: (name) => name.startsWith('photoprism_'),
    serves,
    journalName: () => journalName,
    open: async (caller) => {
      const library = await connect(caller);
      if (!library.ok) return library;
      const { photoprismRestorer } = await import('../photoprism/undo/restorer.ts');
      return success({ restorer: photoprismRestorer(library.value), changed: () => {} });
    },
  };
}
