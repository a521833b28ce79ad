/**
 * One step of the Volterra equation (volterra.ts) from t to t + h. With u = Γ(·) − Γ(t), the rate's integral from t on,
 * and y = γV, V = C + σ²1 the second moment of the residuals (ℓ×ℓ, C that of the fields E), all that came before t is
 * in the overlaps v_j(t), and
 *
 *     V(u) = σ²1 + Σ_j λ_j v⁰_j(u) + ∫₀ᵘ Σ_j w_j λ_j² e^{−2A_j(u − u')} y(u') du',      A_j = λ_j + δ
 *
 * where v⁰_j are the overlaps of what no noise drives, E⁰ = e^{−Au} E − (δ/A)(1 − e^{−Au}) X*. Collocation: y is the
 * polynomial of degree 4 in u through its values at the five Lobatto points of the step in t, against which the
 * exponentials are integrated exactly (exponential-moments.ts), however large λ_j u. That leaves a linear system for V
 * at the last four points, the same for every entry of V. Then
 *
 *     v_j(u) = v⁰_j(u) + w_j λ_j ∫₀ᵘ e^{−2A_j(u − u')} y(u') du'
 *
 * A rate that goes by the iterate, and the memory of its schedule, are found at the same points by iteration.
 */
import { dot, expm1, factor, solveFactored } from "../../sde/kernels/index.js";
import type { Problem } from "../problem/index.js";
import { type AtomLayout, teacherStart } from "./atoms.js";
import { exponentialMoments } from "./exponential-moments.js";
import {
  lagrangeBasis,
  lobattoBasis,
  lobattoIntegrals,
  lobattoPoints,
  mismatch,
  pointCount as points,
} from "./lobatto.js";
import type { DrivingSchedule } from "./scheduled-atoms.js";

/** The polynomial in u wants its points apart; closer ones (a rate that is all but 0 on a part of the step) ask for a shorter step. */
const leastGap = 1e-3;

/** Iterations for a rate that goes by the iterate, and the change of the rate that ends them. */
const mostIterations = 40;
const settled = 1e-13;

export interface VolterraStep {
  /** Takes the state at t as the left end of the attempts to come. */
  begin(t: number, state: Float64Array): void;
  /**
   * Writes the state at t + h to `end` and returns the estimated error, relative to what is left of the excess risk; NaN
   * where the step is of no use. The shortest step there is, `last`, is taken as it comes and is NaN only where
   * numbers are not finite.
   */
  attempt(h: number, last: boolean): number;
  readonly end: Float64Array;
}

export function volterraStep(
  { spectrum, model, ridge }: Pick<Problem, "spectrum" | "model" | "ridge">,
  layout: AtomLayout,
  teacher: Float64Array,
  driving: DrivingSchedule,
  ofTime: boolean,
): VolterraStep {
  const { outputs } = model;
  const J = layout.atoms;
  const { atomEigenvalues: lambda, atomTraces } = spectrum;
  const speeds = lambda.map((value) => value + ridge);
  const kernel = atomTraces.map((trace, j) => trace * lambda[j]);
  /** δ/A_j, and 0 without a ridge. */
  const pull = speeds.map((speed) => (ridge > 0 ? ridge / speed : 0));
  const entries = studentEntries(outputs);
  const P = entries.length;
  const noise = noiseOf(model);

  const rates = new Float64Array(points);
  const u = new Float64Array(points);
  const theta = new Float64Array(points);
  const basis = new Float64Array(points * points);
  const moments = new Float64Array(points * points * J);
  const shrunk = new Float64Array(points * J);
  const fresh = new Float64Array(points * P);
  const V = new Float64Array(points * P);
  const y = new Float64Array(points * P);
  const weights = new Float64Array(points * points);
  const powers = new Float64Array(points);
  const matrix = new Float64Array((points - 1) * (points - 1));
  const pivots = new Int32Array(points - 1);
  const column = new Float64Array(points - 1);
  const states = Array.from({ length: points }, () => new Float64Array(layout.size + driving.memory));
  const flows = new Float64Array(points * driving.memory);
  const flow = new Float64Array(layout.size + driving.memory);
  let t = 0;
  let curvature = 0;

  const lookAt = (l: number, h: number): number => {
    const rate = driving.rate(t + lobattoPoints[l] * h, states[l]);
    driving.flow(flow);
    for (let q = 0; q < driving.memory; q++) flows[l * driving.memory + q] = flow[layout.size + q];
    return rate;
  };

  /** Γ, the exponentials and V at the five points for the rates at hand; false where that does not come out. */
  const collocate = (h: number, last: boolean): boolean => {
    for (let i = 1; i < points; i++) {
      let sum = 0;
      for (let l = 0; l < points; l++) sum += lobattoIntegrals[i * points + l] * rates[l];
      u[i] = h * sum;
    }
    const span = u[points - 1];
    if (!(span < Number.POSITIVE_INFINITY)) return false;
    let apart = span > 0;
    for (let i = 1; i < points; i++) {
      theta[i] = u[i] / span;
      if (!(theta[i] - theta[i - 1] >= leastGap)) apart = false;
    }
    if (!apart) {
      if (!last && span !== 0) return false;
      theta.set(lobattoPoints);
      for (let i = 1; i < points; i++) u[i] = span * theta[i];
    }
    lagrangeBasis(theta, basis);
    for (let i = 1; i < points; i++) {
      decay(J, speeds, u[i], theta[i], i, shrunk, moments);
      for (let k = 0; k < points; k++) powers[k] = dot(J, kernel, 0, moments, (i * points + k) * J);
      for (let l = 0; l < points; l++) {
        let weight = 0;
        for (let k = 0; k < points; k++) weight += basis[l * points + k] * powers[k];
        weights[i * points + l] = weight;
      }
      for (let p = 0; p < P; p++) {
        const { i: a, k: b } = entries[p];
        unforced(a, b, i, states[points - 1], layout.start(a, b));
        fresh[i * P + p] = noise[p] + dot(J, lambda, 0, states[points - 1], layout.start(a, b));
      }
    }
    return solveForV();
  };

  const solveForV = (): boolean => {
    const n = points - 1;
    for (let i = 1; i < points; i++)
      for (let l = 1; l < points; l++)
        matrix[(i - 1) * n + l - 1] = (i === l ? 1 : 0) - weights[i * points + l] * rates[l];
    factor(n, matrix, pivots);
    for (let p = 0; p < P; p++) {
      for (let i = 1; i < points; i++) column[i - 1] = fresh[i * P + p] + weights[i * points] * y[p];
      solveFactored(n, matrix, pivots, column);
      const diagonal = entries[p].i === entries[p].k;
      for (let l = 1; l < points; l++) {
        const value = column[l - 1];
        if (!(Number.isFinite(value) && (!diagonal || value >= 0))) return false;
        V[l * P + p] = value;
        y[l * P + p] = rates[l] * value;
      }
    }
    return true;
  };

  /** v⁰ of entry (a, b) at point i. */
  const unforced = (a: number, b: number, i: number, out: Float64Array, at: number): void => {
    const own = layout.start(a, b);
    const from = states[0];
    if (ridge === 0) {
      squareDecay(J, shrunk, i * J, from, own, out, at);
      return;
    }
    const [ab, ba] = [layout.start(a, outputs + b), layout.start(b, outputs + a)];
    const still = teacherStart(layout, outputs + a, outputs + b);
    for (let j = 0; j < J; j++) {
      const kept = 1 + shrunk[i * J + j];
      const pulled = -pull[j] * shrunk[i * J + j];
      out[at + j] =
        kept * (kept * from[own + j] - pulled * (from[ab + j] + from[ba + j])) +
        pulled * pulled * teacher[still + j];
    }
  };

  /** The state at point i, its memory aside. */
  const stateAt = (i: number, out: Float64Array): void => {
    const from = states[0];
    for (let p = 0; p < P; p++) {
      const { i: a, k: b } = entries[p];
      const at = layout.start(a, b);
      unforced(a, b, i, out, at);
      for (let k = 0; k < points; k++) {
        let coefficient = 0;
        for (let l = 0; l < points; l++) coefficient += basis[l * points + k] * y[l * P + p];
        addForced(J, coefficient, atomTraces, moments, (i * points + k) * J, out, at);
      }
    }
    for (let a = 0; a < outputs; a++)
      for (let n = outputs; n < outputs + layout.still; n++) {
        const at = layout.start(a, n);
        const still = ridge > 0 ? teacherStart(layout, outputs + a, n) : 0;
        for (let j = 0; j < J; j++) {
          const gone = shrunk[i * J + j];
          out[at + j] = (1 + gone) * from[at + j];
          if (ridge > 0) out[at + j] += pull[j] * gone * teacher[still + j];
        }
      }
  };

  /** Rates and memory at the points from the states there; returns the largest change of a rate. */
  const iterate = (h: number): number => {
    let change = 0;
    for (let i = 1; i < points; i++) {
      stateAt(i, states[i]);
      for (let q = 0; q < driving.memory; q++) {
        let sum = 0;
        for (let l = 0; l < points; l++)
          sum += lobattoIntegrals[i * points + l] * flows[l * driving.memory + q];
        states[i][layout.size + q] = states[0][layout.size + q] + h * sum;
      }
    }
    for (let i = 1; i < points; i++) {
      const rate = lookAt(i, h);
      change = Math.max(change, Math.abs(rate - rates[i]));
      rates[i] = rate;
    }
    return change;
  };

  const error = (h: number): number => {
    let left = 0;
    for (let l = 0; l < points; l++) {
      let excess = 0;
      for (let p = 0; p < P; p++)
        if (entries[p].i === entries[p].k) excess += Math.abs(V[l * P + p] - noise[p]);
      left = Math.max(left, excess);
    }
    let largest = 0;
    for (let i = 1; i < points; i++) largest = Math.max(largest, Math.abs(weights[i * points]));
    let worst = 0;
    for (let p = 0; p < P; p++) worst = Math.max(worst, Math.abs(mismatch(basis, y, p, P)));
    const ofRate = lobattoIntegrals[(points - 1) * points] * h;
    let estimate = worst === 0 ? 0 : (largest * worst) / left;
    estimate += 2 * curvature * Math.abs(ofRate * mismatch(lobattoBasis, rates, 0, 1));
    for (let q = 0; q < driving.memory; q++)
      estimate +=
        Math.abs(ofRate * mismatch(lobattoBasis, flows, q, driving.memory)) / states[0][layout.size + q];
    return estimate;
  };

  return {
    end: states[points - 1],
    begin(from, state) {
      t = from;
      states[0].set(state);
      rates[0] = lookAt(0, 0);
      let [slope, size] = [0, 0];
      for (let p = 0; p < P; p++) {
        const { i: a, k: b } = entries[p];
        V[p] = noise[p] + dot(J, lambda, 0, state, layout.start(a, b));
        y[p] = rates[0] * V[p];
        if (a !== b) continue;
        for (let j = 0; j < J; j++) {
          const share = lambda[j] * state[layout.start(a, b) + j];
          size += share;
          slope += speeds[j] * share;
        }
      }
      curvature = size > 0 ? slope / size : 0;
    },
    attempt(h, last) {
      if (ofTime) {
        for (let l = 1; l < points; l++) rates[l] = lookAt(l, h);
        if (!collocate(h, last)) return Number.NaN;
      } else {
        rates.fill(rates[0], 1);
        for (let l = 1; l < points; l++)
          for (let q = 0; q < driving.memory; q++) flows[l * driving.memory + q] = flows[q];
        for (let round = 0; ; round++) {
          if (!collocate(h, last)) return Number.NaN;
          if (iterate(h) <= settled * rates[0]) break;
          if (round === mostIterations && !last) return Number.NaN;
          if (round === mostIterations) break;
        }
      }
      stateAt(points - 1, states[points - 1]);
      return error(h);
    },
  };
}

/** Entries (i, k) of the student's block, i ≤ k. */
function studentEntries(outputs: number): { readonly i: number; readonly k: number }[] {
  return Array.from({ length: outputs }, (_, i) =>
    Array.from({ length: outputs - i }, (_, n) => ({ i, k: i + n })),
  ).flat();
}

/** σ² of the entries on the diagonal, 0 beside it: what is left of E g gᵀ at E = 0. */
function noiseOf(model: Problem["model"]): Float64Array {
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const I = new Float64Array(outputs * outputs);
  model.directionSecondMoment(new Float64Array(m * m), I);
  return Float64Array.from(studentEntries(outputs), ({ i, k }) => I[i * outputs + k]);
}

/** e^{−A_j u} − 1 and the moments ∫₀ᵘ e^{−2A_j(u − u')} θ'^k du' at point i of the step. */
function decay(
  J: number,
  speeds: Float64Array,
  u: number,
  theta: number,
  i: number,
  shrunk: Float64Array,
  moments: Float64Array,
): void {
  const at = i * points * J;
  for (let j = 0; j < J; j++) {
    const gone = expm1(-speeds[j] * u);
    shrunk[i * J + j] = gone;
    exponentialMoments(-2 * speeds[j] * u, gone * (2 + gone), moments, at + j, J);
  }
  let factor = u;
  for (let k = 0; k < points; k++) {
    for (let j = 0; j < J; j++) moments[at + k * J + j] *= factor;
    factor *= theta;
  }
}

/** out = e^{−2Au} v */
function squareDecay(
  J: number,
  shrunk: Float64Array,
  from: number,
  v: Float64Array,
  own: number,
  out: Float64Array,
  at: number,
): void {
  for (let j = 0; j < J; j++) {
    const kept = 1 + shrunk[from + j];
    out[at + j] = kept * kept * v[own + j];
  }
}

/** out += coefficient · w λ ∘ moments */
function addForced(
  J: number,
  coefficient: number,
  traces: Float64Array,
  moments: Float64Array,
  from: number,
  out: Float64Array,
  at: number,
): void {
  for (let j = 0; j < J; j++) out[at + j] += coefficient * traces[j] * moments[from + j];
}
