/**
 * The strong order of a scheme on a problem, measured:
 *
 *     ε_h = √(E |X_T^h − X_T|²) ≈ C h^p
 *
 * X^h at steps h = (to − from) 2^−level and X_T all on the same Brownian paths (Kloeden & Platen 1992, §9.3), X_T from
 * the exact solution or from steps 2^−finer of the finest. A reference is itself off, by about ε_ref = ε_finest
 * 2^{−p·finer}; by the triangle inequality the true ε_h lies within ± ε_ref of the measured one, and the interval
 * covers both ends.
 */
import { InputError } from "../../estimators/index.js";
import { requireKeys } from "../../estimators/input/index.js";
import type { NamedProblem } from "../catalogue/index.js";
import { type AsyncOptions, asyncKeys } from "../ensemble.js";
import { powerOfTwo } from "../kernels/index.js";
import type { Progress } from "../march.js";
import { createPace } from "../pace.js";
import type { SdeProblem } from "../problem.js";
import type { Scheme } from "../schemes/scheme.js";
import { drain } from "../solve.js";
import { groupCount, jackknife, type OrderFit, rounding } from "./fit.js";
import { againstOf, fitErrors, unknownOrder } from "./fit-errors.js";
import {
  checkedSample,
  checkedSetting,
  orderDefaults,
  type PathOptions,
  pathKeys,
  requireLevels,
  type Setting,
} from "./setting.js";
import { type Against, chooseTruth, type Truth, type TruthOptions } from "./truth.js";
import { type Verdict, verdictOn } from "./verdict.js";
import { type Walk, walkPaths } from "./walk.js";

export interface StrongOrderOptions extends PathOptions, TruthOptions {}

const strongKeys: readonly string[] = [...pathKeys, "reference"];

export interface StrongLevel {
  readonly level: number;
  readonly step: number;
  /** √(mean of |X_T^h − X_T|²), Euclidean; NaN where a path diverged. */
  readonly error: number;
  readonly standardError: number;
  /** How many paths stopped being finite. */
  readonly diverged: number;
  /** Whether the order was fitted through it: not where paths diverged, nor where errors are rounding. */
  readonly fitted: boolean;
}

export interface StrongOrder extends OrderFit {
  /** "undecided" where fewer than three levels can be fitted: then order is NaN, the interval (−∞, ∞), and `reason` says why. */
  readonly outcome: "measured" | "undecided";
  readonly reason?: string;
  readonly verdict: Verdict;
  /** What the scheme declares for this noise. */
  readonly declared: number;
  readonly confidence: number;
  /** What X_T was. */
  readonly against: Against;
  readonly paths: number;
  /** From the coarsest to the finest. */
  readonly levels: readonly StrongLevel[];
}

/**
 * Measures the strong order of convergence of a scheme: root-mean-square errors at several steps on the same paths.
 *
 * @param problem from `defineSde` or the `catalogue`.
 * @param scheme one that fits it and has a strong order.
 * @param options interval, levels, paths, seed; `exact`, or `reference` for a problem without.
 * @returns errors by level, the order with its interval, and what the scheme declares.
 * @throws InputError when the options do not fit the problem or the scheme, or the scheme has no strong order.
 * @see Kloeden & Platen (1992), §9.3.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, strongOrder } from "homogenized-sgd/sde";
 * const { interval, declared } = strongOrder(namedProblem("tangent"), eulerMaruyama, { levels: [4, 8], paths: 400, seed: 1 });
 * declared; // => 0.5
 * interval[0] < 0.5 && 0.5 < interval[1]; // => true
 * interval[0] > 0 && interval[1] < 1; // => true
 * ```
 */
export function strongOrder(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: StrongOrderOptions,
): StrongOrder {
  requireKeys("strongOrder", options, strongKeys);
  return drain(strongOrderSlices(problem, scheme, options));
}

/**
 * The same without holding the event loop: it pauses now and then, tells its progress and can be ended.
 *
 * @param problem from `defineSde` or the `catalogue`.
 * @param scheme one that fits it and has a strong order.
 * @param options those of `strongOrder`, with `signal` and `onProgress`.
 * @returns a promise of what `strongOrder` returns, bit for bit; rejected with the signal's reason, or an InputError as there.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, strongOrderAsync } from "homogenized-sgd/sde";
 * const options = { levels: [3, 6], paths: 200, seed: 1 };
 * const { levels } = await strongOrderAsync(namedProblem("tangent"), eulerMaruyama, options);
 * levels.map(({ step }) => step); // => [0.125, 0.0625, 0.03125, 0.015625]
 * ```
 */
export async function strongOrderAsync(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: StrongOrderOptions & AsyncOptions,
): Promise<StrongOrder> {
  requireKeys("strongOrderAsync", options, [...strongKeys, ...asyncKeys]);
  return createPace(options.signal)(strongOrderSlices(problem, scheme, options), options.onProgress);
}

function* strongOrderSlices(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: StrongOrderOptions,
): Generator<Progress, StrongOrder> {
  const setting = checkedSetting(problem, scheme, options);
  const declared = scheme.strongOrder(setting.problem.noise);
  if (declared === null)
    throw new InputError(
      `${scheme.name} has no strong order for ${setting.problem.noise.kind} noise, approximating laws and not paths; measure it with weakOrder`,
    );
  const { levels = orderDefaults.strong.levels } = options;
  const truth = chooseTruth(setting, scheme, options);
  requireLevels(levels, truth.finer);
  const sample = checkedSample(setting, options, "strong");
  const sums = yield* sumErrors({ setting, scheme, truth, levels, ...sample });
  return conclude(sums, { setting, scheme, truth, declared, levels, paths: sample.paths });
}

/** By group of paths: sums over levels of |error|², of |X_T|², and paths that count; and who diverged. */
interface Sums {
  readonly squares: readonly Float64Array[];
  readonly sizes: Float64Array;
  readonly counts: Float64Array;
  readonly diverged: Float64Array;
}

function* sumErrors(job: Walk): Generator<Progress, Sums> {
  const count = job.levels[1] - job.levels[0] + 1;
  const groups = Math.min(groupCount, job.paths);
  const { dimension } = job.setting.problem;
  const sums = {
    squares: Array.from({ length: groups }, () => new Float64Array(count)),
    sizes: new Float64Array(groups),
    counts: new Float64Array(groups),
    diverged: new Float64Array(count),
  };
  yield* walkPaths(job, (p, { ends, finite, solution, known }) => {
    const group = p % groups;
    if (known) {
      sums.counts[group]++;
      sums.sizes[group] += squaredDistance(dimension, solution, null);
    }
    for (let i = 0; i < count; i++) {
      if (known && finite[i]) sums.squares[group][i] += squaredDistance(dimension, ends[i], solution);
      else sums.diverged[i]++;
    }
  });
  return sums;
}

function squaredDistance(d: number, x: Float64Array, y: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < d; i++) {
    const difference = y ? x[i] - y[i] : x[i];
    sum += difference * difference;
  }
  return sum;
}

interface Circumstances {
  readonly setting: Setting;
  readonly scheme: Scheme;
  readonly truth: Truth;
  readonly declared: number;
  readonly levels: readonly [coarsest: number, finest: number];
  readonly paths: number;
}

function conclude(
  sums: Sums,
  { setting, truth, declared, levels: range, paths }: Circumstances,
): StrongOrder {
  const { from, to, confidence } = setting;
  const { squares, sizes, counts, diverged } = sums;
  const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
  const groups = squares.length;
  const all = total(counts);
  const rootMean = (i: number, without = -1): number => {
    let sum = 0;
    for (let g = 0; g < groups; g++) if (g !== without) sum += squares[g][i];
    return Math.sqrt(sum / (all - (without >= 0 ? counts[without] : 0)));
  };
  const leaveOut = groups > 1 ? Array.from({ length: groups }, (_, g) => g) : [];
  const size = Math.sqrt(total(sizes) / all);
  const levels = Array.from(diverged, (lost, i): StrongLevel => {
    const level = range[0] + i;
    const error = lost > 0 ? Number.NaN : rootMean(i);
    return {
      level,
      step: (to - from) / powerOfTwo(level),
      error,
      standardError: lost > 0 ? Number.NaN : jackknife(leaveOut.map((g) => rootMean(i, g))),
      diverged: lost,
      fitted: error > rounding * size,
    };
  });

  const fitted = levels.flatMap(({ fitted: ok }, i) => (ok ? [i] : []));
  const common = { declared, confidence, paths, levels };
  if (fitted.length < 3)
    return {
      outcome: "undecided",
      reason: undecided(levels, paths),
      verdict: "undecided",
      ...unknownOrder,
      ...common,
      against: againstOf(truth, levels[levels.length - 1].step, Number.NaN),
    };
  const errors = {
    steps: fitted.map((i) => levels[i].step),
    error: (n: number, without?: number) => rootMean(fitted[n], without),
    groups: leaveOut.length,
  };
  const { off, ...fit } = fitErrors(errors, truth, confidence);
  return {
    outcome: "measured",
    verdict: verdictOn(fit, declared),
    ...fit,
    ...common,
    against: againstOf(truth, levels[levels.length - 1].step, off),
  };
}

function undecided(levels: readonly StrongLevel[], paths: number): string {
  const lost = Math.max(...levels.map(({ diverged }) => diverged));
  if (lost > 0)
    return `up to ${lost} of ${paths} paths diverged, and fewer than three levels are left without; take finer levels`;
  return levels.some(({ fitted }) => fitted)
    ? "errors are down at rounding, and fewer than three levels are above it; take coarser levels"
    : "errors are rounding at every level: the scheme is exact on this problem; take another one";
}
