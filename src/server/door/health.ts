/** Whether the server lives, and whether it can work: for whoever starts it again or sends it requests. */

/** Something that the server cannot work without. */
export interface Readiness {
  /** A word for the answer: `database`. */
  readonly name: string;
  /** Rejects, or never resolves, where it cannot be had. */
  check(): Promise<unknown>;
}

/** How long one answer holds, so that nobody can ask the database questions by asking this page. */
const holdsMs = 1000;
const patienceMs = 2000;

/** The names of what cannot be had now. */
export type Lacking = () => Promise<readonly string[]>;

/** Asks each of them at most once a second; one that does not answer within two seconds cannot be had. */
export function openReadiness(needs: readonly Readiness[]): Lacking {
  let asked: { readonly at: number; readonly answer: Promise<readonly string[]> } | undefined;
  return () => {
    if (asked === undefined || performance.now() - asked.at > holdsMs) {
      asked = { at: performance.now(), answer: askAll(needs) };
    }
    return asked.answer;
  };
}

async function askAll(needs: readonly Readiness[]): Promise<string[]> {
  const lacking = await Promise.all(needs.map(async (need) => ((await works(need)) ? [] : [need.name])));
  return lacking.flat();
}

async function works({ check }: Readiness): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  try {
    return await Promise.race([check().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
