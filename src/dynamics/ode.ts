/**
 * The deterministic limit (HD, the ODE for the overlaps; HL; THEORY §3). Per atom j of eigenvalue λ_j and weight w_j:
 *
 *     dv_j/dt = −γ [v_j(λ_j M + Δ) + (λ_j M + Δ)ᵀ v_j] + γ² λ_j w_j [I ⊕ 0],      C = Σ_j λ_j v_j
 *
 * in the centred columns W = [E | X*] (src/models/centred.ts), M = [G′ | 0] and, the ridge pulling E by δX = δ(E + X*),
 * Δ = [δ 1 ; δ 1 | 0] (lower block 0 where E = X). Entry by entry (i, k student; n teacher; p all fields), with
 * q_pi = λ G′_pi + Δ_pi:
 *
 *     v_ik' = −γ Σ_p (v_ip q_pk + v_kp q_pi) + γ² λ w I_ik
 *     v_in' = −γ Σ_p q_pi v_pn
 */
import { dormandPrince, type Progress, rosenbrock, solveInSlices } from "../../sde/index.js";
import { centredModel, uncentre } from "../models/index.js";
import { atomObserver } from "./atom-observer.js";
import { atomProblem } from "./ode-problem.js";
import { coefficientsOf } from "./ode-response.js";
import { errorScale } from "./ode-scale.js";
import { scheduledAtoms } from "./scheduled-atoms.js";
import type { Setup } from "./setup.js";
import { spectralNorm } from "./spectral-norm.js";
import { atomStart } from "./start.js";
import { createStiffLimit } from "./stiff-limit.js";
import { byName, type Trajectory } from "./trajectory.js";

/**
 * Error allowed per step, relative to the distance still to go (see ode-scale.ts). With it every curve measured
 * against a closed form or a reference solve is right to 1e-7 relative, however far it has decayed
 * (test/src/dynamics/ode.test.ts, ode-long.test.ts). Where a model's means are by quadrature, and known to fewer digits
 * than that, more would be spent on following their errors.
 */
const explicit = { scheme: dormandPrince, relative: 1e-10 };
/** Of the implicit solver the errors are a hundredth of the estimate and less (sde/schemes/rosenbrock.ts). */
const implicit = { scheme: rosenbrock, relative: 1e-8 };
/** Of the quadrature's error a step is allowed this share, up to the largest that is allowed at all. */
const QUADRATURE_SHARE = 0.01;
const LOOSEST = 1e-5;

export interface OdeRun {
  readonly trajectory: Trajectory;
  /** sup_t γ_t λ_max ‖G_xx‖ while the risk is below the divergence limit: what limits an explicit SDE step. */
  readonly stiffness: number;
  /** sup_t γ_t (λ_max ‖G_xx‖ + δ), where Euler's method turns unstable at step 2 over it. */
  readonly ridgedStiffness: number;
  /** sup_t γ_t over the same times. */
  readonly largestRate: number;
  /** The larger of the model's own `quadratureError` at the start and at the end; 0 where all is in closed form. */
  readonly quadratureError: number;
}

export function* odeSlices(setup: Setup): Generator<Progress, OdeRun> {
  const { problem, schedule, horizon, times } = setup;
  const { spectrum } = problem;
  const model = centredModel(problem.model);
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const { layout, start, teacher, exponent } = atomStart(setup, outputs, teacherOutputs);
  const observer = atomObserver(setup, layout, { teacher, exponent });
  const G = new Float64Array(m * outputs);
  const raw = new Float64Array(m * m);
  const width = observer.names.length;
  const values = new Float64Array(times.length * width).fill(Number.NaN);

  const riskAt = (v: Float64Array): number => model.risk(observer.overlaps(v));
  const limit = setup.divergence * riskAt(start);
  const scheduled = scheduledAtoms(setup, layout, teacher, exponent);
  let stiffness = 0;
  let ridgedStiffness = 0;
  let largestRate = 0;
  let solver = explicit;
  const coefficients = coefficientsOf(outputs, m, schedule.memory.length);
  const stiffLimit = createStiffLimit(horizon, coefficients * start.length);
  const observe = (t: number, v: Float64Array, out: Float64Array): void => {
    observer.observe(v, scheduled.rate(t, v), out);
  };
  /**
   * Takes the suprema over the own steps, and stops them where the other solver is to go on. The ODE itself is followed
   * beyond the limit, to where it stops being finite.
   */
  const follow = (t: number, v: Float64Array): boolean => {
    const C = observer.overlaps(v);
    if (!(model.risk(C) <= limit)) return false;
    model.gradient(C, G);
    const rate = scheduled.rate(t, v);
    scheduled.pass();
    const curvature = spectrum.largest * spectralNorm(outputs, G);
    const decay = Math.max(2 * rate * (curvature + problem.ridge), scheduled.forgetting());
    stiffness = Math.max(stiffness, rate * curvature);
    ridgedStiffness = Math.max(ridgedStiffness, rate * (curvature + problem.ridge));
    largestRate = Math.max(largestRate, rate);
    return solver === explicit && stiffLimit.reached(t, decay);
  };

  const scaleOfAtoms = errorScale(problem, model, layout, teacher);
  /** The memory's numbers, all positive, are measured by themselves. */
  const scale: typeof scaleOfAtoms = (t, v, out) => {
    scaleOfAtoms(t, v, out);
    for (let i = layout.size; i < v.length; i++) out[i] = Math.abs(v[i]);
  };

  const quadratureErrorAt = (v: Float64Array): number => {
    uncentre(observer.overlaps(v), outputs, teacherOutputs, raw);
    return raw.every(Number.isFinite) ? (problem.model.quadratureError?.(raw) ?? 0) : 0;
  };

  // Between two jumps of the rate the right-hand side is smooth; each piece is a problem of its own.
  const cuts = [0, ...schedule.breakpoints.filter((t) => t > 0 && t < horizon), horizon];
  const quadratureAtStart = quadratureErrorAt(start);
  const loosened = Math.min(LOOSEST, QUADRATURE_SHARE * quadratureAtStart);
  let v = start;
  let steps = 0;
  let saved = 0;
  let divergedAt: number | undefined;
  for (let piece = 0; piece + 1 < cuts.length && divergedAt === undefined; piece++) {
    const to = cuts[piece + 1];
    const last = piece + 2 === cuts.length;
    let from = cuts[piece];
    follow(from, v);
    while (from < to && divergedAt === undefined) {
      const wanted = times.filter((t) => t >= from && (t < to || last));
      const { scheme } = solver;
      const relative = Math.max(solver.relative, loosened);
      const solution = yield* inPart(
        solveInSlices(atomProblem(setup, layout, teacher, scheduled.until(to)), {
          start: v,
          from,
          to,
          scheme,
          tolerance: { relative, scale },
          save: { times: wanted, width, of: observe },
          guard: { every: 0, diverged: follow },
        }),
        from / horizon,
        to / horizon,
      );
      v = solution.state;
      steps += solution.steps;
      const changing = solution.reason === "guard";
      if (changing) solver = implicit;
      else if (solution.outcome === "diverged") {
        const refusal = scheduled.refusal();
        if (refusal) throw refusal;
        divergedAt = solution.time;
      }
      // What was due at the change itself is left to the solver that goes on from there.
      const kept = changing ? wanted.filter((t) => t < solution.time).length : wanted.length;
      values.set(solution.values.subarray(0, kept * width), saved * width);
      saved += kept;
      from = solution.time;
    }
  }

  const trajectory: Trajectory = {
    method: "ode",
    times,
    statistics: byName(observer.names, values, times.length),
    outcome: divergedAt === undefined ? "finished" : "diverged",
    ...(divergedAt !== undefined && { divergedAt }),
    steps,
  };
  const quadratureError = Math.max(quadratureAtStart, quadratureErrorAt(v));
  return { trajectory, stiffness, ridgedStiffness, largestRate, quadratureError };
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
