/**
 * What a schedule sees of a run (src/schedules/observables.ts), from the centred overlaps C_p = [E | X*]ᵀ K^p [E | X*]
 * (src/models/centred.ts). With G′ the model's centred gradient and I its second moment, at C = C_1:
 *
 *     E a gᵀ = K [E | X*] G′,      ∇R = K [E | X*] H′,      H′ = G′ where g = ∇ₓf
 *     ‖∇R‖² = tr H′ᵀ C_2 H′,   ⟨∇R, E a gᵀ⟩ = tr H′ᵀ C_2 G′,   ⟨X − X*, E a gᵀ⟩ = tr [C_ee, C_e*] G′,   tr I,   tr(H_xx I)
 *
 * Each is computed when it is read; overlaps and G′, H′, I at most once for an iterate.
 */
import { gradientSquaredNorm, squaredNorm } from "../../estimators/index.js";
import { centredModel, uncentre } from "../models/index.js";
import type { Problem } from "../problem/index.js";
import type { RunObservables } from "../schedules/index.js";

/** p in WᵀK^pW. */
export type Power = 0 | 1 | 2;

/** What can be measured of the current iterate. */
export interface Measures {
  /** C_p, m×m row by row; lent until the next call for the same p. */
  overlaps(power: Power): Float64Array;
  /** ‖X − X_0‖² */
  fromStart(): number;
}

export interface RunView extends RunObservables {
  /** The iterate has changed. */
  refresh(): void;
  /** The largest ‖X_s − X_0‖² of the iterates before the current one. */
  past: number;
}

export function createRunView({ model, spectrum }: Problem, measures: Measures): RunView {
  const centred = centredModel(model);
  const { outputs, teacherOutputs, matched } = centred;
  const m = outputs + teacherOutputs;
  const raw = new Float64Array(m * m);
  const G = new Float64Array(m * outputs);
  const H = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);
  const known: (Float64Array | undefined)[] = [undefined, undefined, undefined];
  let moments = false;
  let fromStart: number | undefined;

  const overlaps = (power: Power): Float64Array => {
    known[power] ??= measures.overlaps(power);
    return known[power];
  };
  /** Brings G′, H′ and I up to the current iterate. */
  const settle = (): void => {
    if (moments) return;
    centred.gradient(overlaps(1), G);
    centred.riskGradient(overlaps(1), H);
    centred.directionSecondMoment(overlaps(1), I);
    moments = true;
  };
  const view: RunView = {
    past: 0,
    trace: spectrum.traceOverDimension,
    traceSquare: spectrum.squaredTraceOverDimension,
    refresh() {
      known.fill(undefined);
      moments = false;
      fromStart = undefined;
    },
    get farthest() {
      fromStart ??= measures.fromStart();
      return Math.max(view.past, fromStart);
    },
    get risk() {
      return centred.risk(overlaps(1));
    },
    get excessRisk() {
      return centred.excessRisk(overlaps(1)) ?? Number.NaN;
    },
    get distance() {
      if (!matched) return Number.NaN;
      const S = overlaps(0);
      const near = squaredNorm(S, outputs);
      return centred.even ? Math.min(near, near + opposite(S, outputs)) : near;
    },
    get norm() {
      uncentre(overlaps(0), outputs, teacherOutputs, raw);
      return squaredNorm(raw, outputs);
    },
    get gradientNorm() {
      settle();
      return gradientSquaredNorm(overlaps(2), H, outputs);
    },
    get slope() {
      settle();
      const K2 = overlaps(2);
      let sum = 0;
      for (let i = 0; i < outputs; i++)
        for (let p = 0; p < m; p++)
          for (let q = 0; q < m; q++) sum += H[p * outputs + i] * K2[p * m + q] * G[q * outputs + i];
      return sum;
    },
    get directionNorm() {
      settle();
      let trace = 0;
      for (let i = 0; i < outputs; i++) trace += I[i * outputs + i];
      return trace;
    },
    get descent() {
      if (!matched) return Number.NaN;
      settle();
      const C = overlaps(1);
      let sum = 0;
      for (let i = 0; i < outputs; i++) for (let p = 0; p < m; p++) sum += C[i * m + p] * G[p * outputs + i];
      return sum;
    },
    get curvature() {
      settle();
      let sum = 0;
      for (let i = 0; i < outputs; i++)
        for (let k = 0; k < outputs; k++) sum += H[i * outputs + k] * I[k * outputs + i];
      return sum;
    },
  };
  return view;
}

/** ‖X + X*‖² − ‖X − X*‖² = 4(⟨E, X*⟩ + ‖X*‖²), for a model that cannot tell X from −X. */
function opposite(S: Float64Array, outputs: number): number {
  const m = 2 * outputs;
  let inner = 0;
  for (let i = 0; i < outputs; i++) inner += S[i * m + outputs + i] + S[(outputs + i) * m + outputs + i];
  return 4 * inner;
}
