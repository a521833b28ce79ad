/**
 * Several dynamics on one problem and common times: every run of every method, their bands, and how far each
 * stands from the others.
 */

import { InputError } from "../../estimators/index.js";
import { isList, requireList, show } from "../../estimators/input/index.js";
import { createPace, loadFormulas } from "../../sde/index.js";
import {
  createSetup,
  defaultMethods,
  methods as knownMethods,
  type Method,
  odeSlices,
  requireLeastSquares,
  requireVectors,
  resolveStep,
  runSlices,
  type Trajectory,
  volterraSlices,
} from "../dynamics/index.js";
import { type Problem, type ProblemData, problemOf } from "../problem/index.js";
import { type ComparisonResult, createResult } from "./comparison-result.js";
import { describeExperiment } from "./describe.js";
import { isEnsemble } from "./methods.js";
import { type CompareOptions, requireOptions } from "./options.js";
import { coarseQuadrature, concentratedSpectrum, divergedCurve, divergedRuns } from "./warnings.js";

/**
 * Runs SGD, homogenized SGD and the ODE (of least squares, also its Volterra equation) on one problem and measures
 * their agreement.
 *
 * @param problem from `problem(…)`, or its plain data.
 * @param options schedule, horizon (t = k/d), methods, runs, seed, what to save.
 * @returns bands, agreement and every run's curve; `toJSON()` is result.json. Stopped by `signal`, the promise is
 * rejected with its reason, and `onInterrupt` has been called with what finished.
 * @throws InputError when options do not fit the problem, or the rate comes out negative or NaN.
 * @example
 * ```ts
 * import { compare, problem, atoms, leastSquares, gaussian, constant } from "homogenized-sgd";
 * const twoAtoms = problem({ dimension: 200, covariance: atoms([1.6, 0.4], [0.5, 0.5]),
 *   model: leastSquares({ noiseStd: 0.5 }), target: gaussian({ norm: 1 }) });
 * const result = await compare(twoAtoms, { schedule: constant(0.7), horizon: 2, runs: 8, seed: 1 });
 * result.runs("sgd", "risk").length; // => 8
 * result.agreement("sgd", "ode", "risk").supDistance.median < 0.2; // => true
 *
 * // Two ways to the same limit, which share nothing but the problem:
 * const limits = await compare(twoAtoms, { schedule: constant(0.7), horizon: 2, methods: ["ode", "volterra"] });
 * limits.agreement("volterra", "ode", "risk").supDistance.relative < 1e-8; // => true
 *
 * // Stopped after a while, here when three runs of SGD are done:
 * const stop = new AbortController();
 * let kept;
 * await compare(twoAtoms, { schedule: constant(0.7), horizon: 200, methods: ["ode", "sgd"], runs: 1000,
 *   signal: stop.signal, onProgress: ({ run }) => { if (run >= 3) stop.abort(); },
 *   onInterrupt: (partial) => { kept = partial; } }).catch((reason) => reason.name); // => "AbortError"
 * kept.toJSON().interrupted.runsDone.sgd >= 3; // => true
 * ```
 */
export async function compare(
  problem: Problem | ProblemData,
  options: CompareOptions,
): Promise<ComparisonResult> {
  requireOptions(options);
  const { methods: asked, runs = 32, onProgress = () => {}, signal, onInterrupt } = options;
  if (asked !== undefined) requireMethods(asked);
  if (!(Number.isSafeInteger(runs) && runs >= 1))
    throw new InputError(`runs is ${show(runs)}; it must be a whole number of at least 1`);
  if (hasLossFormula(problem)) await loadFormulas();
  const assembled = problemOf(problem, options.seed);
  const methods = asked ?? defaultMethods(assembled);
  for (const method of methods.filter(isEnsemble)) requireVectors(assembled, method);
  if (methods.includes("sgd-rows") && !assembled.data)
    throw new InputError(
      `methods has sgd-rows and the covariance is "${assembled.spectrum.kind}"; rows need a covariance of kind data: drop sgd-rows`,
    );
  if (methods.includes("volterra")) requireLeastSquares(assembled.model);
  const pace = createPace(signal);
  if (hasFormula(options)) await loadFormulas();
  const setup = createSetup(assembled, options);

  // The ODE is solved even when not asked for: the step of HSGD and the warnings are read off it.
  const ode = await pace(odeSlices(setup), (fraction) =>
    onProgress({ method: "ode", run: 0, runs: 1, fraction }),
  );
  const step = methods.includes("hsgd") ? resolveStep(setup, ode) : undefined;
  const trajectories = new Map<Method, Trajectory[]>(
    methods.map((method) => [method, method === "ode" ? [ode.trajectory] : []]),
  );
  const resultOfWhatIsDone = () =>
    createResult({
      experiment: describeExperiment(assembled, { ...options, methods, runs }),
      times: setup.times,
      trajectories,
      runs,
      diagnostics: {
        ...(step !== undefined && { hsgdStep: step }),
        ...(assembled.data && {
          rowNormConcentration: assembled.data.rowNorms.max,
          rank: assembled.spectrum.rank,
        }),
      },
      warnings: [
        ...assembled.warnings,
        ...concentratedSpectrum(setup, ode),
        ...coarseQuadrature(ode),
        ...methods.flatMap((method) =>
          isEnsemble(method)
            ? divergedRuns(method, trajectories.get(method)!, setup.divergence)
            : divergedCurve(method, trajectories.get(method)!),
        ),
      ],
    });

  try {
    if (methods.includes("volterra")) {
      const report = (fraction: number) => onProgress({ method: "volterra", run: 0, runs: 1, fraction });
      trajectories.get("volterra")!.push(await pace(volterraSlices(setup), report));
    }
    for (const method of methods.filter(isEnsemble)) {
      const done = trajectories.get(method)!;
      for (let run = 0; run < runs; run++) {
        const report = (fraction: number) =>
          onProgress({ method, run, runs, fraction: (run + fraction) / runs });
        done.push(await pace(runSlices(setup, method, run, step ?? 0), report));
      }
      onProgress({ method, run: runs, runs, fraction: 1 });
    }
  } catch (error) {
    const stopped = signal?.aborted === true && error === signal.reason;
    const anythingDone = [...trajectories.values()].some((done) => done.length > 0);
    if (stopped && anythingDone) onInterrupt?.(resultOfWhatIsDone());
    throw error;
  }
  return resultOfWhatIsDone();
}

/** Data of a problem whose model cannot be created without the parser. */
const hasLossFormula = (problem: Problem | ProblemData): boolean =>
  !("spectrum" in Object(problem)) && (problem as ProblemData | null)?.model?.kind === "expression";

/** Only a text formula makes the parser worth its loading time. */
const hasFormula = ({ schedule, save }: CompareOptions): boolean =>
  (typeof schedule === "object" && schedule?.kind === "expression") ||
  (isList(save?.statistics) &&
    save.statistics.some((request) => typeof request === "object" && typeof request?.quadratic === "string"));

function requireMethods(methods: readonly Method[]): void {
  requireList("methods", methods, `of ${knownMethods.join(", ")}`);
  if (methods.length === 0)
    throw new InputError(`methods is empty; name at least one of ${knownMethods.join(", ")}`);
  methods.forEach((method, i) => {
    if (!knownMethods.includes(method))
      throw new InputError(`methods has ${show(method)}; the methods are ${knownMethods.join(", ")}`);
    if (methods.indexOf(method) !== i) throw new InputError(`methods names ${method} twice; name it once`);
  });
}
