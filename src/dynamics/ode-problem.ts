/**
 * The right-hand side of the deterministic ODE (formula and symbols in ode.ts), and the linear algebra by which an implicit
 * scheme solves it: with κ and θ as in ode-response.ts and v' = F(v; κ(θ)), F linear in κ,
 *
 *     J = D + U W V,      D = ∂F/∂v,   U = ∂F/∂κ,   W = ∂κ/∂θ,   V = ∂θ/∂v
 *
 * D is atom by atom (atom-elimination.ts), U and V have a few columns and rows. By Woodbury's identity, E = (1 − sD)^−1,
 *
 *     (1 − sJ)^−1 b = E b + s E U ζ,      (1 − s W V E U) ζ = W V E b
 */
import { type DriftSolver, defineSde, type SdeProblem } from "../../sde/index.js";
import { axpy, factor, solveFactored, weightedAxpy } from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import { createAtomElimination } from "./atom-elimination.js";
import { type AtomLayout, teacherStart, weighAtoms } from "./atoms.js";
import { createOdeResponse } from "./ode-response.js";
import type { DrivingSchedule } from "./scheduled-atoms.js";
import type { Setup } from "./setup.js";

export function atomProblem(
  setup: Pick<Setup, "problem">,
  layout: AtomLayout,
  teacher: Float64Array,
  driving: DrivingSchedule,
): SdeProblem {
  const { problem } = setup;
  const { spectrum, ridge } = problem;
  const model = centredModel(problem.model);
  const { outputs, teacherOutputs, matched } = model;
  const m = outputs + teacherOutputs;
  const columns = outputs + layout.still;
  const J = layout.atoms;
  const lambda = spectrum.atomEigenvalues;
  const C = new Float64Array(m * m);
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);

  /** out += factor × Σ_p q_pi v_pr, entry (p, r) of v wherever it is kept. */
  const addPull = (factor: number, i: number, r: number, v: Float64Array, out: Float64Array, at: number) => {
    for (let p = 0; p < m; p++) {
      const moving = p < outputs || r < outputs;
      const from = moving ? v : teacher;
      const start = moving ? layout.start(p, r) : teacherStart(layout, p, r);
      const g = G[p * outputs + i];
      if (g !== 0) weightedAxpy(J, factor * g, lambda, 0, from, start, out, at);
      if (ridge > 0 && (p === i || (matched && p === outputs + i)))
        axpy(J, factor * ridge, from, start, out, at);
    }
  };

  return defineSde({
    dimension: layout.size + driving.memory,
    noise: { kind: "none" },
    driftSolver: () => createAtomSolver(setup, layout, teacher, driving),
    drift: (t, v, out) => {
      const rate = driving.rate(t, v);
      weighAtoms(layout, lambda, v, teacher, C);
      model.gradient(C, G);
      model.directionSecondMoment(C, I);
      out.fill(0);
      driving.flow(out);
      for (let i = 0; i < outputs; i++) {
        for (let k = i; k < outputs; k++) {
          const at = layout.start(i, k);
          addPull(-rate, k, i, v, out, at);
          addPull(-rate, i, k, v, out, at);
          axpy(J, rate * rate * I[i * outputs + k], spectrum.atomTraces, 0, out, at);
        }
        for (let n = outputs; n < columns; n++) addPull(-rate, i, n, v, out, layout.start(i, n));
      }
    },
  });
}

/** Solves with 1 − sJ. */
function createAtomSolver(
  { problem }: Pick<Setup, "problem">,
  layout: AtomLayout,
  teacher: Float64Array,
  driving: DrivingSchedule,
): DriftSolver {
  const { spectrum, ridge } = problem;
  const { outputs, teacherOutputs, matched } = centredModel(problem.model);
  const m = outputs + teacherOutputs;
  const columns = outputs + layout.still;
  const J = layout.atoms;
  const lambda = spectrum.atomEigenvalues;
  const size = layout.size + driving.memory;
  const response = createOdeResponse(problem, layout, teacher, driving);
  const { coefficients: count, arguments: width, value: kappa, derivative: W } = response;
  const blocks = createAtomElimination(layout, lambda, m, matched);
  const gradient = new Float64Array(m * outputs);
  /** U, then E U, column after column, of the coefficients that answer to θ. */
  const U = new Float64Array(count * size);
  const active = new Int32Array(count);
  const pulls = m * outputs;
  const pairs = (outputs * (outputs + 1)) / 2;
  let ranks = 0;
  const small = new Float64Array(count * count);
  const pivots = new Int32Array(count);
  const theta = new Float64Array(width);
  const zeta = new Float64Array(count);
  let shift = 0;

  /** Adds the pull of v_pr, at `factor` times λ or by itself, to an entry of a column of U. */
  const addEntry = (
    factor: number,
    weighed: boolean,
    p: number,
    r: number,
    v: Float64Array,
    at: number,
  ): void => {
    const moving = p < outputs || r < outputs;
    const from = moving ? v : teacher;
    const start = moving ? layout.start(p, r) : teacherStart(layout, p, r);
    if (weighed) weightedAxpy(J, factor, lambda, 0, from, start, U, at);
    else axpy(J, factor, from, start, U, at);
  };
  /** −∂/∂q_pi: what the pull by field p on student i does to all entries of i. */
  const addPull = (
    weighed: boolean,
    factor: number,
    p: number,
    i: number,
    v: Float64Array,
    column: number,
  ) => {
    for (let r = 0; r < columns; r++)
      addEntry(r === i ? -2 * factor : -factor, weighed, p, r, v, column + layout.start(i, r));
  };
  /** ∂F/∂κ_c */
  const fill = (c: number, v: Float64Array, column: number): void => {
    U.fill(0, column, column + size);
    const pair = c - pulls - 1;
    if (c < pulls) addPull(true, 1, Math.floor(c / outputs), c % outputs, v, column);
    else if (c === pulls)
      for (let i = 0; i < outputs && ridge > 0; i++) {
        addPull(false, ridge, i, i, v, column);
        if (matched) addPull(false, ridge, outputs + i, i, v, column);
      }
    else if (pair < pairs) axpy(J, 1, spectrum.atomTraces, 0, U, column + pair * J);
    else U[column + layout.size + pair - pairs] = 1;
  };
  /** out_a = (W θ)_c of the active c */
  const answer = (out: Float64Array, stride: number, at: number): void => {
    for (let a = 0; a < ranks; a++) {
      let sum = 0;
      for (let n = 0; n < width; n++) sum += W[active[a] * width + n] * theta[n];
      out[a * stride + at] = sum;
    }
  };

  return {
    linearise(t, h, x, s, timeDerivative) {
      shift = s;
      response.look(t, h, x);
      ranks = 0;
      for (let c = 0; c < count; c++) {
        const row = W.subarray(c * width, (c + 1) * width);
        if (row.some((w) => w !== 0) || response.timeDerivative[c] !== 0) active[ranks++] = c;
      }
      gradient.set(kappa.subarray(0, m * outputs));
      blocks.factor(s, gradient, kappa[m * outputs] * ridge);
      timeDerivative.fill(0);
      for (let a = 0; a < ranks; a++) {
        const column = a * size;
        fill(active[a], x, column);
        axpy(size, response.timeDerivative[active[a]], U, column, timeDerivative, 0);
        blocks.solve(U.subarray(column, column + size));
      }
      for (let a = 0; a < ranks; a++) {
        response.measure(U.subarray(a * size, (a + 1) * size), theta);
        answer(small, ranks, a);
      }
      for (let q = 0; q < ranks * ranks; q++) small[q] *= -s;
      for (let a = 0; a < ranks; a++) small[a * ranks + a] += 1;
      factor(ranks, small, pivots);
    },
    solve(b) {
      blocks.solve(b);
      response.measure(b, theta);
      answer(zeta, 1, 0);
      solveFactored(ranks, small, pivots, zeta);
      for (let a = 0; a < ranks; a++) axpy(size, shift * zeta[a], U, a * size, b, 0);
    },
  };
}
