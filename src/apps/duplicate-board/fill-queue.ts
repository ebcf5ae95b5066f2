/** Does work that takes a while bit by bit, so that no frame waits for all of it. */

export interface FillQueue {
  add(id: string): void;
}

/** Milliseconds of a frame that may be used: the rest of the sixteen is the browser's, for layout and painting. */
const share = 5;

/** Fills in the order in which ids were added, each once; what is not wanted any more when its turn comes is left out. */
export function openFillQueue(isWanted: (id: string) => boolean, fill: (id: string) => void): FillQueue {
  const waiting = new Set<string>();

  function run(): void {
    const end = performance.now() + share;
    for (const id of waiting) {
      waiting.delete(id);
      if (isWanted(id)) fill(id);
      if (performance.now() >= end) break;
    }
    if (waiting.size > 0) requestAnimationFrame(run);
  }

  return {
    add: (id) => {
      if (waiting.size === 0) requestAnimationFrame(run);
      waiting.add(id);
    },
  };
}
