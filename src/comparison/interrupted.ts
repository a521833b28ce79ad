/**
 * A comparison stopped on its way: how many runs of each ensemble are done of how many. A deterministic method has
 * no runs to count, it is among the curves or not.
 */
import type { Method, Trajectory } from "../dynamics/index.js";
import { isEnsemble } from "./methods.js";

export interface Interrupted {
  /** Runs asked of each ensemble. */
  runs: number;
  /** Those that are done, by method: the first so many. */
  runsDone: Record<string, number>;
}

/** Nothing where every run is done. */
export function interruptedAt(
  trajectories: ReadonlyMap<Method, readonly Trajectory[]>,
  runs: number,
): Interrupted | undefined {
  const all = [...trajectories];
  if (all.every(([method, done]) => done.length === (isEnsemble(method) ? runs : 1))) return undefined;
  const ensembles = all.filter(([method]) => isEnsemble(method));
  return { runs, runsDone: Object.fromEntries(ensembles.map(([method, done]) => [method, done.length])) };
}

/** `32 of 32 runs of hsgd`, `12 of 32 runs of sgd`; `nameOf` says what to call the methods. */
export const runsDoneInWords = (
  { runs, runsDone }: Interrupted,
  nameOf: (method: string) => string = (method) => method,
): string[] =>
  Object.entries(runsDone).map(
    ([method, done]) => `${done} of ${runs} run${runs === 1 ? "" : "s"} of ${nameOf(method)}`,
  );
