/** What every bench shares: timing, medians, the machine's description and the shape of a report. */
import { cpus, totalmem } from 'node:os';

/** One table of a bench: what was measured, and in which unit. */
export interface BenchTable {
  readonly title: string;
  /** How it was measured, in a sentence. */
  readonly how: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The smallest sample that `share` (0 to 1) of all samples do not exceed (nearest rank); 0.5 is the median, 1 the slowest. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds that each of `rounds` runs took, after one unmeasured run. */
export async function timeRounds(rounds: number, run: () => Promise<unknown>): Promise<number[]> {
  await run();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await run();
    samples.push(performance.now() - started);
  }
  return samples;
}

/** Runs the candidates turn by turn, so that a noisy moment of the machine meets all of them. */
export async function timeSideBySide(
  rounds: number,
  runs: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<Map<string, number[]>> {
  const samples = new Map(Object.keys(runs).map((name): [string, number[]] => [name, []]));
  for (const run of Object.values(runs)) await run();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const started = performance.now();
      await run();
      samples.get(name)?.push(performance.now() - started);
    }
  }
  return samples;
}

/** `12.3 ms`, with as many digits as mean something. */
export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

/** Processor, memory, system and Node: what a figure means nothing without. */
export function describeMachine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? 'unknown processor';
  const gib = Math.round(totalmem() / 1024 ** 3);
  return `${cores.length} cores (${model}), ${gib} GiB, ${process.platform} ${process.arch}, Node ${process.version}`;
}
