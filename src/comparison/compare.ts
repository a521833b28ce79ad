/**
 * Several dynamics on one problem and common times: every run of every method, their bands, and how far each
 * stands from the others.
 */
import { InputError } from "../../estimators/index.js";
import { loadFormulas } from "../../sde/index.js";
import {
  createSetup,
  methods as knownMethods,
  type Method,
  odeSlices,
  resolveStep,
  runSlices,
  type Trajectory,
} from "../dynamics/index.js";
import { problem as assemble, type Problem, type ProblemData } from "../problem/index.js";
import { type ComparisonResult, createResult } from "./comparison-result.js";
import { describeExperiment } from "./describe.js";
import { isEnsemble } from "./methods.js";
import type { CompareOptions } from "./options.js";
import { createPace } from "./pace.js";
import type { Warning } from "./result.js";
import { concentratedSpectrum, divergedRuns } from "./warnings.js";

/**
 * Runs SGD, homogenized SGD and the ODE on one problem and measures their agreement.
 *
 * @param problem from `problem(…)`, or its plain data.
 * @param options schedule, horizon (t = k/d), methods, runs, seed, what to save.
 * @returns bands, agreement and every run's curve; `toJSON()` is result.json.
 * @throws InputError when options do not fit the problem, or the rate comes out negative or NaN.
 * @example
 * ```ts
 * import { compare, problem, atoms, leastSquares, gaussian, constant } from "homogenized-sgd";
 * const twoAtoms = problem({ dimension: 200, covariance: atoms([1.6, 0.4], [0.5, 0.5]),
 *   model: leastSquares({ noiseStd: 0.5 }), target: gaussian({ norm: 1 }) });
 * const result = await compare(twoAtoms, { schedule: constant(0.7), horizon: 2, runs: 8, seed: 1 });
 * result.runs("sgd", "risk").length; // => 8
 * result.agreement("sgd", "ode", "risk").supDistance.median < 0.2; // => true
 * ```
 */
export async function compare(
  problem: Problem | ProblemData,
  options: CompareOptions,
): Promise<ComparisonResult> {
  const { methods = ["ode", "hsgd", "sgd"], runs = 32, onProgress = () => {} } = options;
  requireMethods(methods);
  if (!(Number.isSafeInteger(runs) && runs >= 1))
    throw new InputError(`runs is ${runs}; it must be a whole number of at least 1`);
  const assembled = assemble(problem);
  if (methods.includes("sgd-rows") && !assembled.data)
    throw new InputError(
      `methods has sgd-rows and the covariance is "${assembled.spectrum.kind}"; rows need a covariance of kind data: drop sgd-rows`,
    );
  if (hasFormula(options)) await loadFormulas();
  const setup = createSetup(assembled, options);
  const pace = createPace(options.signal);

  // The ODE is solved even when not asked for: the step of HSGD and the warnings are read off it.
  const ode = await pace(odeSlices(setup), (fraction) =>
    onProgress({ method: "ode", run: 0, runs: 1, fraction }),
  );
  const step = methods.includes("hsgd") ? resolveStep(setup, ode) : undefined;
  const warnings: Warning[] = [...assembled.warnings, ...concentratedSpectrum(setup, ode)];
  const trajectories = new Map<Method, Trajectory[]>();
  for (const method of methods) {
    if (!isEnsemble(method)) {
      trajectories.set(method, [ode.trajectory]);
      continue;
    }
    const done: Trajectory[] = [];
    for (let run = 0; run < runs; run++) {
      const report = (fraction: number) =>
        onProgress({ method, run, runs, fraction: (run + fraction) / runs });
      done.push(await pace(runSlices(setup, method, run, step ?? 0), report));
    }
    onProgress({ method, run: runs, runs, fraction: 1 });
    trajectories.set(method, done);
    warnings.push(...divergedRuns(method, done, setup.divergence));
  }

  return createResult({
    experiment: describeExperiment(assembled, { ...options, methods, runs }),
    times: setup.times,
    trajectories,
    diagnostics: {
      ...(step !== undefined && { hsgdStep: step }),
      ...(assembled.data && {
        rowNormConcentration: assembled.data.rowNorms.max,
        rank: assembled.spectrum.rank,
      }),
    },
    warnings,
  });
}

/** Only a text formula makes the parser worth its loading time. */
const hasFormula = ({ schedule, save }: CompareOptions): boolean =>
  (typeof schedule === "object" && schedule?.kind === "expression") ||
  (save?.statistics ?? []).some(
    (request) => typeof request === "object" && typeof request.quadratic === "string",
  );

function requireMethods(methods: readonly Method[]): void {
  if (methods.length === 0)
    throw new InputError(`methods is empty; name at least one of ${knownMethods.join(", ")}`);
  methods.forEach((method, i) => {
    if (!knownMethods.includes(method))
      throw new InputError(
        `methods has ${JSON.stringify(method)}; the methods are ${knownMethods.join(", ")}`,
      );
    if (methods.indexOf(method) !== i) throw new InputError(`methods names ${method} twice; name it once`);
  });
}
