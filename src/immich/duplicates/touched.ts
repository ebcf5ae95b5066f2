/** What changes have touched since the groups were read: it is read anew before it is shown. */
import type { AnalysedGroup } from './analysis.ts';
import type { ChangeNote } from './change-notes.ts';
import { type TouchedThings, touchedMembers } from './read-again.ts';
import type { Snapshot } from './snapshot.ts';

/** Reading more single assets than this takes longer than reading everything. */
const mostSingles = 100;

/** Begins with nothing touched. */
export class Touched {
  readonly #assets = new Set<string>();
  readonly #albums = new Set<string>();
  #everything = false;

  get isNothing(): boolean {
    return this.#assets.size + this.#albums.size === 0;
  }

  add({ touched, albums, everything }: ChangeNote): void {
    for (const id of touched) this.#assets.add(id);
    for (const id of albums) this.#albums.add(id);
    this.#everything ||= everything;
  }

  /** True of a group that a change has touched. */
  holds({ members }: AnalysedGroup): boolean {
    return this.#assets.size > 0 && members.some(({ id }) => this.#assets.has(id));
  }

  /** True where it is better to read everything anew. */
  isMuch(snapshot: Snapshot): boolean {
    if (this.#everything || this.#albums.size > mostSingles) return true;
    return touchedMembers(snapshot, { assets: this.#assets, albums: this.#albums }).length > mostSingles;
  }

  /** As it is now: what is touched later is not in it. */
  things(): TouchedThings {
    return { assets: new Set(this.#assets), albums: new Set(this.#albums) };
  }
}
