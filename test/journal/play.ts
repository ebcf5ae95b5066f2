/** A play: changes and undos drawn by lot, made through the real tools on a copy of a lively library. */
import { leftBehind } from '../fixtures/left-behind.ts';
import type { LivelyTemplate } from '../fixtures/lively-library.ts';
import type { RecordedLibrary } from '../fixtures/recorded-library.ts';
import { type Seen, seenLibrary } from '../fixtures/seen-library.ts';
import { watchTraces, withoutTraces } from '../fixtures/traces.ts';
import { drawStep } from './random-steps.ts';

/** A tool by name, its arguments by seed; or an undo of the change so many before the last, or of all since it. */
export type PlayStep =
  | { readonly tool: string; readonly seed: number }
  | { readonly undo: number; readonly since: boolean };

/** One change, with how the library looked before it. */
export interface Done {
  readonly id: string;
  readonly what: string;
  readonly before: Seen;
}

export interface Play {
  readonly library: RecordedLibrary;
  /** In order. */
  readonly done: readonly Done[];
  take(step: PlayStep): Promise<void>;
  /** Takes back what is asked for, and fails unless all of it came back. */
  undo(args: Record<string, unknown>): Promise<void>;
  /** As people see it now, without what nothing could bring back. */
  look(): Promise<Seen>;
  /** As it was seen before, without the same. */
  comparable(seen: Seen): Seen;
}

/** Opens a copy of the library; whoever opens it closes `library`. */
export async function openPlay(template: LivelyTemplate): Promise<Play> {
  const library = await template.open();
  const done: Done[] = [];
  const { traces, watch } = watchTraces(library.local.library);

  const look = async (): Promise<Seen> => {
    await watch();
    return seenLibrary(library.local.library);
  };
  const comparable = (seen: Seen): Seen => withoutTraces(seen, traces);
  const call = async (tool: string, args: Record<string, unknown>) => {
    const before = await look();
    const told = await library.call(tool, args);
    // What the library refuses, or what changes nothing, is no change.
    if (told.error !== undefined) return;
    done.push({ id: String(told.data.change_id), what: `${tool} ${JSON.stringify(args)}`, before });
  };

  return {
    library,
    done,
    comparable,
    look: async () => comparable(await look()),
    take: async (step) => {
      if ('tool' in step) {
        const drawn = await drawStep(library, step.tool, step.seed);
        return drawn === undefined ? undefined : call(drawn.tool, drawn.args);
      }
      const chosen = done.at(-1 - (step.undo % Math.max(1, done.length)));
      if (chosen === undefined) return;
      await call('history_undo', { [step.since ? 'since' : 'change_id']: chosen.id, dry_run: false });
    },
    undo: async (args) => {
      const told = await library.call('history_undo', { ...args, dry_run: false });
      const left = JSON.stringify(leftBehind(told));
      if (left !== '{}') throw new Error(`undo of ${JSON.stringify(args)} left ${left}`);
    },
  };
}
