/** How closely two rows of values go together. */

interface Spread {
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
}

/** Mean and standard deviation. */
export function spreadOf(values: Float32Array): Spread {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** Pearson's correlation, -1 to 1; 0 where one of the two does not vary. */
export function agreementOf(left: Float32Array, right: Float32Array): number {
  const [a, b] = [spreadOf(left), spreadOf(right)];
  if (a.deviation === 0 || b.deviation === 0) return 0;
  let together = 0;
  for (let index = 0; index < left.length; index++) {
    together += ((left[index] ?? 0) - a.mean) * ((right[index] ?? 0) - b.mean);
  }
  return together / left.length / (a.deviation * b.deviation);
}
