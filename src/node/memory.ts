/** Memory, before an experiment asks for more than there is: the system would end the process without a word. */
import { totalmem } from "node:os";
import { InputError } from "../../estimators/index.js";
import type { Experiment } from "../experiment/index.js";

/** Vectors of length d that any run holds: eigenvalues, their roots, a sample, atoms; and W, twice. */
const vectorsHeld = 6;

/**
 * Refuses an experiment whose vectors could not even be held.
 *
 * @param available bytes the machine has; default: all of it
 * @throws InputError where not even the vectors of one run would fit
 * @example
 * ```ts
 * import { parseExperiment } from "homogenized-sgd";
 * import { requireMemory } from "homogenized-sgd/node";
 * const experiment = parseExperiment({
 *   problem: { dimension: 1000, covariance: { kind: "identity" }, model: { kind: "logistic" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1 });
 * requireMemory(experiment); // => undefined
 * ```
 */
export function requireMemory({ problem: { dimension = 0 } }: Experiment, available = totalmem()): void {
  const needed = vectorsHeld * 8 * dimension;
  if (needed <= available) return;
  throw new InputError(
    `problem.dimension is ${dimension}, which takes at least ${gigabytes(needed)} of memory, but this machine has ${gigabytes(available)}; lower it.`,
  );
}

const gigabytes = (bytes: number): string => `${Number((bytes / 2 ** 30).toPrecision(2))} GB`;
