/**
 * The deterministic limit (HD, the ODE for the overlaps; HL; THEORY §3). Per atom j of eigenvalue λ_j and weight
 * w_j, with M = [G | 0], Δ = diag(δ 1_ℓ, 0), B = Σ_j λ_j v_j:
 *
 *     dv_j/dt = −γ [v_j(λ_j M + Δ) + (λ_j M + Δ)ᵀ v_j] + γ² λ_j w_j [I(B) ⊕ 0]
 *
 * Entry by entry (i, k student; n teacher; p all fields):
 *
 *     v_ik' = −γ λ Σ_p (v_ip G_pk + v_kp G_pi) − 2γδ v_ik + γ² λ w I_ik
 *     v_in' = −γ λ Σ_p G_pi v_pn − γδ v_in
 */
import { defineSde, dormandPrince, type Progress, type SdeProblem, solveInSlices } from "../../sde/index.js";
import { axpy, weightedAxpy } from "../../sde/kernels/index.js";
import { checkedRate, reportedRate, type Schedule } from "../schedules/index.js";
import { atomLayout, atomOverlaps, teacherStart, weighAtoms } from "./atoms.js";
import { errorScale } from "./ode-scale.js";
import { observerOf, type Setup } from "./setup.js";
import { spectralNorm } from "./spectral-norm.js";
import { spectralWeights } from "./statistics.js";
import { byName, type Trajectory } from "./trajectory.js";

/**
 * Error allowed per step, relative to the distance still to go (see ode-scale.ts). With it every curve measured
 * against a closed form or a reference solve is right to 1e-7 relative (test/src/dynamics/ode.test.ts), down to 1e-9
 * of its start: risk and distance are differences of overlaps, and below that their rounding shows.
 */
const relativeTolerance = 1e-10;

export interface OdeRun {
  readonly trajectory: Trajectory;
  /** sup_t γ_t λ_max ‖G_xx‖ while the risk is below the divergence limit: what limits an explicit SDE step. */
  readonly stiffness: number;
  /** sup_t γ_t (λ_max ‖G_xx‖ + δ), where Euler's method turns unstable at step 2 over it. */
  readonly ridgedStiffness: number;
  /** sup_t γ_t over the same times. */
  readonly largestRate: number;
}

export function* odeSlices(setup: Setup): Generator<Progress, OdeRun> {
  const { problem, schedule, horizon, times } = setup;
  const { spectrum, model } = problem;
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const layout = atomLayout(spectrum.atomEigenvalues.length, outputs, teacherOutputs);
  const { v: start, teacher } = atomOverlaps(layout, spectrum, setup.state);
  const observer = observerOf(setup);
  const weights = observer.weights.map((q) => spectralWeights(q, spectrum.atomEigenvalues));
  const overlaps = weights.map(() => new Float64Array(m * m));
  const G = new Float64Array(m * outputs);
  const width = observer.names.length;
  const values = new Float64Array(times.length * width).fill(Number.NaN);

  const riskAt = (v: Float64Array): number => {
    weighAtoms(layout, weights[0], v, teacher, overlaps[0]);
    return model.risk(overlaps[0]);
  };
  const limit = setup.divergence * riskAt(start);
  let stiffness = 0;
  let ridgedStiffness = 0;
  let largestRate = 0;
  const observe = (t: number, v: Float64Array, out: Float64Array): void => {
    weights.forEach((q, i) => {
      weighAtoms(layout, q, v, teacher, overlaps[i]);
    });
    const rate = reportedRate(schedule, t);
    observer.observe(overlaps, rate, out);
    if (out[0] <= limit) {
      model.gradient(overlaps[0], G);
      const curvature = spectrum.largest * spectralNorm(outputs, G);
      stiffness = Math.max(stiffness, rate * curvature);
      ridgedStiffness = Math.max(ridgedStiffness, rate * (curvature + problem.ridge));
      largestRate = Math.max(largestRate, rate);
    }
  };

  // Between two jumps of the rate the right-hand side is smooth; each piece is a problem of its own.
  const cuts = [0, ...schedule.breakpoints.filter((t) => t > 0 && t < horizon), horizon];
  let v = start;
  let steps = 0;
  let saved = 0;
  let divergedAt: number | undefined;
  for (let piece = 0; piece + 1 < cuts.length && divergedAt === undefined; piece++) {
    const [from, to] = [cuts[piece], cuts[piece + 1]];
    const last = piece + 2 === cuts.length;
    const wanted = times.filter((t) => t >= from && (t < to || last));
    const solution = yield* inPart(
      solveInSlices(atomProblem(setup, layout, teacher, until(schedule, to)), {
        start: v,
        from,
        to,
        scheme: dormandPrince,
        tolerance: { relative: relativeTolerance, scale: errorScale(problem, layout, teacher) },
        save: { times: "steps", stops: wanted, width, of: observe },
      }),
      from / horizon,
      to / horizon,
    );
    // Of all steps, the wanted times were landed on exactly.
    for (let row = 0; row < solution.times.length && saved < times.length; row++)
      if (solution.times[row] === times[saved] && (last || times[saved] < to))
        values.set(solution.values.subarray(row * width, (row + 1) * width), width * saved++);
    v = solution.state;
    steps += solution.steps;
    if (solution.outcome === "diverged") divergedAt = solution.time;
  }

  const trajectory: Trajectory = {
    method: "ode",
    times,
    statistics: byName(observer.names, values, times.length),
    outcome: divergedAt === undefined ? "finished" : "diverged",
    ...(divergedAt !== undefined && { divergedAt }),
    steps,
  };
  return { trajectory, stiffness, ridgedStiffness, largestRate };
}

/** The schedule on [·, to): at `to` itself, where a jump may sit, the rate just before. */
function until(schedule: Schedule, to: number): Schedule {
  const before = to * (1 - 2 ** -52);
  return { ...schedule, rate: (t) => schedule.rate(t >= to ? before : t) };
}

function* inPart<Result>(
  slices: Generator<Progress, Result>,
  from: number,
  to: number,
): Generator<Progress, Result> {
  let slice = slices.next();
  while (!slice.done) {
    yield from + slice.value * (to - from);
    slice = slices.next();
  }
  return slice.value;
}

function atomProblem(
  { problem }: Setup,
  layout: ReturnType<typeof atomLayout>,
  teacher: Float64Array,
  schedule: Schedule,
): SdeProblem {
  const { spectrum, model, ridge, dimension: d } = problem;
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const J = layout.atoms;
  const lambda = spectrum.atomEigenvalues;
  const weightedLambda = lambda.map((value, j) => (value * spectrum.atomSizes[j]) / d);
  const B = new Float64Array(m * m);
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);

  return defineSde({
    dimension: layout.size,
    noise: { kind: "none" },
    drift: (t, v, out) => {
      const rate = checkedRate(schedule, t);
      weighAtoms(layout, lambda, v, teacher, B);
      model.gradient(B, G);
      model.directionSecondMoment(B, I);
      out.fill(0);
      for (let i = 0; i < outputs; i++) {
        for (let k = i; k < outputs; k++) {
          const ik = layout.start(i, k);
          for (let p = 0; p < m; p++) {
            weightedAxpy(J, -rate * G[p * outputs + k], lambda, 0, v, layout.start(i, p), out, ik);
            weightedAxpy(J, -rate * G[p * outputs + i], lambda, 0, v, layout.start(k, p), out, ik);
          }
          if (ridge > 0) axpy(J, -2 * rate * ridge, v, ik, out, ik);
          axpy(J, rate * rate * I[i * outputs + k], weightedLambda, 0, out, ik);
        }
        for (let n = outputs; n < m; n++) {
          const at = layout.start(i, n);
          for (let p = 0; p < outputs; p++)
            weightedAxpy(J, -rate * G[p * outputs + i], lambda, 0, v, layout.start(p, n), out, at);
          for (let p = outputs; p < m; p++)
            weightedAxpy(
              J,
              -rate * G[p * outputs + i],
              lambda,
              0,
              teacher,
              teacherStart(layout, p, n),
              out,
              at,
            );
          if (ridge > 0) axpy(J, -rate * ridge, v, at, out, at);
        }
      }
    },
  });
}
