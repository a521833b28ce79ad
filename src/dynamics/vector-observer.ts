/**
 * Statistics and divergence of a vector state, shared by SGD and HSGD: X is d×ℓ, column after column, in the
 * eigenbasis.
 */

import { centredModel } from "../models/index.js";
import { divergenceLimit } from "./divergence.js";
import type { Power } from "./observables.js";
import { type VectorOverlaps, vectorOverlaps } from "./overlaps.js";
import { observerOf, type Setup } from "./setup.js";
import { spectralWeights } from "./statistics.js";

export interface VectorObserver {
  readonly names: readonly string[];
  observe(X: Float64Array, rate: number, out: Float64Array): void;
  /** Whether the risk at X is not finite or beyond the divergence limit. */
  diverged(X: Float64Array): boolean;
  /** The centred overlaps with K^power between, m×m; lent until the next call for the same power. */
  overlaps(X: Float64Array, power: Power): Float64Array;
}

export function vectorObserver(setup: Setup): VectorObserver {
  const { problem, state } = setup;
  const { dimension: d, spectrum } = problem;
  const model = centredModel(problem.model);
  const { outputs } = model;
  const m = outputs + model.teacherOutputs;
  const teacher = state.subarray(d * outputs);
  const observer = observerOf(setup);
  const measures = observer.weights.map((q) =>
    vectorOverlaps(d, outputs, teacher, coordinateWeights(q, spectrum.eigenvalues)),
  );
  const overlaps = measures.map(() => new Float64Array(m * m));
  const { eigenvalues } = spectrum;
  const powers = [() => null, () => eigenvalues, () => eigenvalues.map((lambda) => lambda * lambda)].map(
    (weights): PowerMeasure => ({ weights, measure: undefined, out: new Float64Array(m * m) }),
  );

  const riskAt = (X: Float64Array): number => {
    measures[0].measure(X, overlaps[0]);
    return model.risk(overlaps[0]);
  };
  const limit = divergenceLimit(setup, state, riskAt);
  return {
    names: observer.names,
    observe(X, rate, out) {
      measures.forEach((measure, i) => {
        measure.measure(X, overlaps[i]);
      });
      observer.observe(overlaps, rate, out);
    },
    diverged: (X) => !(riskAt(X) <= limit),
    overlaps(X, power) {
      const own = powers[power];
      own.measure ??= vectorOverlaps(d, outputs, teacher, own.weights());
      own.measure.measure(X, own.out);
      return own.out;
    },
  };
}

/** The overlaps of one power of K, set up when they are first asked for. */
interface PowerMeasure {
  readonly weights: () => Float64Array | null;
  measure: VectorOverlaps | undefined;
  readonly out: Float64Array;
}

/** q(λ_i) per coordinate; null where q = 1, which needs no weights. */
function coordinateWeights(q: (lambda: number) => number, eigenvalues: Float64Array): Float64Array | null {
  const weights = spectralWeights(q, eigenvalues);
  return weights.every((weight) => weight === 1) ? null : weights;
}
