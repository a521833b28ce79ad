/**
 * What a run would do, before it does it: steps counted, time measured on this machine by walking the first
 * stretch of the real dynamics, memory as it stands with everything loaded plus the curves to come.
 */

import { loadFormulas, type Progress } from "../../sde/index.js";
import {
  createSetup,
  type DeterministicMethod,
  type OdeRun,
  odeSlices,
  resolveStep,
  runSlices,
  type Setup,
  stepAt,
  volterraSlices,
} from "../dynamics/index.js";
import { compareOptions, type DataFiles, type Experiment, experimentProblem } from "../experiment/index.js";
import { curveBytes } from "../node/index.js";
import type { Dimension } from "../spectrum/index.js";

export interface MethodPlan {
  readonly method: string;
  readonly runs: number;
  /** Steps of one run; null where they are not known before it is run. */
  readonly steps: number | null;
  /** Numbers updated in all runs together. */
  readonly coordinateSteps: number | null;
  /** Estimated seconds for all runs. */
  readonly seconds: number;
}

export interface Plan {
  readonly dimension: Dimension;
  /** Distinct eigenvalues, or at infinite dimension the atoms that stand for them. */
  readonly atoms: number;
  /** Nodes of the quadrature by which a density is integrated at infinite dimension. */
  readonly nodes: number | null;
  readonly methods: readonly MethodPlan[];
  readonly hsgdStep: number | null;
  readonly seconds: number;
  /** Estimated bytes. */
  readonly memory: number;
}

/** Seconds spent at most on trying each method. */
const budgets = { ode: 2, ensemble: 0.4 };

export async function planRun(
  experiment: Experiment,
  files: DataFiles | undefined,
  clock: () => number,
): Promise<Plan> {
  if (holdsFormula(experiment)) await loadFormulas();
  const setup = createSetup(experimentProblem(experiment, files), compareOptions(experiment));
  const ode = sample(odeSlices(setup), budgets.ode, clock);
  const step = experiment.methods.includes("hsgd") ? stepOf(setup, ode.value) : null;
  const { runs } = experiment.ensemble;
  const planned = experiment.methods.map((method): MethodPlan => {
    if (method === "ode") return limitPlan(method, setup, ode, ode.value?.trajectory.steps);
    if (method === "volterra") {
      const tried = sample(volterraSlices(setup), budgets.ode, clock);
      return limitPlan(method, setup, tried, tried.value?.steps);
    }
    const { dimension, model } = setup.problem;
    const steps = method === "hsgd" ? Math.ceil(setup.horizon / step!) : stepAt(setup.horizon, dimension);
    const tried = sample(runSlices(setup, method, 0, step ?? 0), budgets.ensemble, clock);
    return {
      method,
      runs,
      steps,
      coordinateSteps: steps * dimension * model.outputs * runs,
      seconds: tried.seconds * runs,
    };
  });
  // The ODE is solved even when not asked for.
  const beside = experiment.methods.includes("ode") ? 0 : ode.seconds;
  const { dimension, covariance } = setup.problem.description;
  return {
    dimension: dimension ?? setup.problem.dimension,
    atoms: setup.problem.spectrum.atomEigenvalues.length,
    nodes: "nodes" in covariance ? (covariance.nodes ?? null) : null,
    methods: planned,
    hsgdStep: step,
    seconds: planned.reduce((total, { seconds }) => total + seconds, beside),
    memory: process.memoryUsage().rss + curveBytes(experiment),
  };
}

/** Whether a formula must be read, whose parser takes longer to load than all the rest. */
const holdsFormula = ({ problem, schedule, save }: Experiment): boolean =>
  problem.model.kind === "expression" ||
  schedule.kind === "expression" ||
  save.statistics.some((statistic) => typeof statistic === "object");

/** A curve without runs, known in full where it was there within the budget. */
function limitPlan(
  method: DeterministicMethod,
  { problem }: Setup,
  { seconds }: Sample<unknown>,
  steps: number | undefined,
): MethodPlan {
  const fields = problem.model.outputs * (problem.model.outputs + problem.model.teacherOutputs);
  const updated = problem.spectrum.atomEigenvalues.length * fields;
  return {
    method,
    runs: 1,
    steps: steps ?? null,
    coordinateSteps: steps === undefined ? null : steps * updated,
    seconds,
  };
}

/** The step HSGD will take; where the ODE takes long, the one it would take on a problem that is not stiff. */
function stepOf(setup: Setup, ode: OdeRun | undefined): number {
  if (ode) return resolveStep(setup, ode);
  const { step } = setup.hsgd;
  return step === "auto" ? Math.min(0.01, 0.25 / Math.sqrt(setup.problem.dimension)) : step;
}

interface Sample<Result> {
  /** The result, where it was there within the budget. */
  readonly value: Result | undefined;
  /** Seconds the whole takes, measured or extrapolated. */
  readonly seconds: number;
}

function sample<Result>(
  slices: Generator<Progress, Result>,
  budget: number,
  clock: () => number,
): Sample<Result> {
  const began = clock();
  // The first slice warms the engine up and is left out of the extrapolation.
  let warm: { time: number; fraction: number } | undefined;
  for (;;) {
    const slice = slices.next();
    const now = clock();
    if (slice.done) return { value: slice.value, seconds: now - began };
    warm ??= { time: now, fraction: slice.value };
    if (now - began > budget && slice.value > 0) {
      const measured = slice.value > warm.fraction;
      const rate = measured ? (slice.value - warm.fraction) / (now - warm.time) : slice.value / (now - began);
      return { value: undefined, seconds: 1 / rate };
    }
  }
}
