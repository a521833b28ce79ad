/**
 * Contestants take turns, round after round, so that a machine that slows down slows all of them; what is told is
 * the median over rounds, and of ratios the median of the ratios within a round.
 */
export type Contestant = () => number | Promise<number>;

/** Rounds where nothing speaks for fewer. */
export const rounds = 7;

export async function interleave<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      // Untimed: whoever comes after a wait for another process would else pay for waking up.
      await contestants[name]();
      times[name].push(await contestants[name]());
    }
  return times;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const medianRatio = (a: readonly number[], b: readonly number[]): number =>
  median(a.map((x, i) => x / b[i]));

/** Seconds that a piece of work takes. */
export function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
