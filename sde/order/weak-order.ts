/**
 * The weak order of a scheme on a problem, measured:
 *
 *     b_h = E φ(X_T^h) − E φ(X_T) ≈ C h^p
 *
 * b_h is the mean of φ(X_T^h) − φ(X_T) over paths that both take, whose deviation is smaller than φ's own by as much as
 * the scheme follows paths (Kloeden & Platen 1992, §9.4; common random numbers). It falls as h^γ at best, γ the strong
 * order, and the bias as h^p, so that sooner or later noise hides the bias: levels whose bias is not well above its
 * standard error are not fitted, and where fewer than three are left no order is claimed.
 */
import { InputError } from "../../estimators/index.js";
import { requireKeys } from "../../estimators/input/index.js";
import type { NamedProblem } from "../catalogue/index.js";
import { type AsyncOptions, asyncKeys } from "../ensemble.js";
import { pow, powerOfTwo } from "../kernels/index.js";
import type { Progress } from "../march.js";
import { createPace } from "../pace.js";
import type { SdeProblem } from "../problem.js";
import type { Scheme } from "../schemes/scheme.js";
import { drain } from "../solve.js";
import { groupCount, jackknife, type OrderFit, rounding } from "./fit.js";
import { againstOf, fitErrors, unknownOrder } from "./fit-errors.js";
import { chooseFunctional, type Functional, type FunctionalChoice } from "./functional.js";
import { checkedSample, checkedSetting, type PathOptions, pathKeys, requireLevels } from "./setting.js";
import { type Against, chooseTruth, type Truth, type TruthOptions } from "./truth.js";
import { type Walk, walkPaths } from "./walk.js";

export interface WeakOrderOptions extends PathOptions, TruthOptions {
  /** φ: "square" for |x|² (the default), the index of a coordinate, or a function of the state. */
  readonly of?: FunctionalChoice;
}

const weakKeys: readonly string[] = [...pathKeys, "reference", "of"];

export interface WeakLevel {
  readonly level: number;
  readonly step: number;
  /** Mean of φ(X_T^h) − φ(X_T); NaN where a path diverged. */
  readonly bias: number;
  readonly standardError: number;
  /** How many paths stopped being finite. */
  readonly diverged: number;
  /** Whether the order was fitted through it: not where paths diverged, noise hides the bias, or it is rounding. */
  readonly fitted: boolean;
}

export interface WeakOrder extends OrderFit {
  /** "undecided" where fewer than three levels can be fitted: then order is NaN, the interval (−∞, ∞), and `reason` says why. */
  readonly outcome: "measured" | "undecided";
  readonly reason?: string;
  /** What the scheme declares for this noise. */
  readonly declared: number;
  readonly confidence: number;
  /** What X_T was; `error` is how far the reference's own bias is off. */
  readonly against: Against;
  readonly paths: number;
  /** From the coarsest to the finest. */
  readonly levels: readonly WeakLevel[];
}

/** A bias this many standard errors from 0 is seen, and its logarithm known to a quarter. */
const seen = 4;

/**
 * Measures the weak order of convergence of a scheme: biases of a mean at several steps on the same paths.
 *
 * @param problem from `defineSde` or the `catalogue`.
 * @param scheme one that fits it.
 * @param options those of `strongOrder` (levels by default [2, 7], paths 10,000), and `of`, the functional φ.
 * @returns biases with standard errors, the order with its interval, and the declared order; `undecided` with a reason
 *   that tells how many paths it would take where noise hides the bias.
 * @throws InputError when the options or the scheme do not fit the problem.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, weakOrder } from "homogenized-sgd/sde";
 * const gbm = namedProblem("geometric-brownian-motion");
 * const { order, interval, declared } = weakOrder(gbm, eulerMaruyama, { seed: 1, levels: [2, 6] });
 * declared; // => 1
 * interval[0] < 1 && 1 < interval[1]; // => true
 * Math.abs(order - 1) < 0.3; // => true
 * ```
 */
export function weakOrder(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: WeakOrderOptions,
): WeakOrder {
  requireKeys("weakOrder", options, weakKeys);
  return drain(weakOrderSlices(problem, scheme, options));
}

/**
 * The same without holding the event loop: it pauses now and then, tells its progress and can be ended.
 *
 * @param problem from `defineSde` or the `catalogue`.
 * @param scheme one that fits it.
 * @param options those of `weakOrder`, with `signal` and `onProgress`.
 * @returns a promise of what `weakOrder` returns, bit for bit; rejected with the signal's reason, or an InputError as there.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, weakOrderAsync } from "homogenized-sgd/sde";
 * const options = { levels: [0, 2], paths: 100, seed: 1 };
 * const { levels } = await weakOrderAsync(namedProblem("tangent"), eulerMaruyama, options);
 * levels.map(({ step }) => step); // => [1, 0.5, 0.25]
 * ```
 */
export async function weakOrderAsync(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: WeakOrderOptions & AsyncOptions,
): Promise<WeakOrder> {
  requireKeys("weakOrderAsync", options, [...weakKeys, ...asyncKeys]);
  return createPace(options.signal)(weakOrderSlices(problem, scheme, options), options.onProgress);
}

function* weakOrderSlices(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: WeakOrderOptions,
): Generator<Progress, WeakOrder> {
  const setting = checkedSetting(problem, scheme, options);
  const declared = scheme.weakOrder(setting.problem.noise);
  if (declared === null)
    throw new InputError(
      `${scheme.name} has no weak order for ${setting.problem.noise.kind} noise; measure it with strongOrder`,
    );
  const { levels = [2, 7], of = "square" } = options;
  const phi = chooseFunctional(of, setting.problem.dimension);
  const truth = chooseTruth(setting, scheme, options);
  requireLevels(levels, truth.finer);
  const sample = checkedSample(setting, options, 10_000);
  const sums = yield* sumBiases({ setting, scheme, truth, levels, ...sample }, phi);
  return conclude(sums, { truth, declared, confidence: setting.confidence, paths: sample.paths });
}

/** By group of paths: sums over levels of φ(X_T^h) − φ(X_T), and paths that count; who diverged; sum of |φ(X_T)|. */
interface Sums {
  readonly steps: readonly number[];
  readonly coarsest: number;
  readonly differences: readonly Float64Array[];
  readonly counts: Float64Array;
  readonly diverged: Float64Array;
  readonly size: number;
}

function* sumBiases(job: Walk, phi: Functional): Generator<Progress, Sums> {
  const { from, to } = job.setting;
  const [coarsest, finest] = job.levels;
  const count = finest - coarsest + 1;
  const groups = Math.min(groupCount, job.paths);
  const differences = Array.from({ length: groups }, () => new Float64Array(count));
  const counts = new Float64Array(groups);
  const diverged = new Float64Array(count);
  let size = 0;
  yield* walkPaths(job, (p, { ends, finite, solution, known }) => {
    const group = p % groups;
    const truth = known ? phi(solution) : Number.NaN;
    if (known) {
      counts[group]++;
      size += Math.abs(truth);
    }
    for (let i = 0; i < count; i++) {
      if (known && finite[i]) {
        differences[group][i] += phi(ends[i]) - truth;
      } else diverged[i]++;
    }
  });
  const steps = Array.from({ length: count }, (_, i) => (to - from) / powerOfTwo(coarsest + i));
  return { steps, coarsest, differences, counts, diverged, size };
}

interface Circumstances {
  readonly truth: Truth;
  readonly declared: number;
  readonly confidence: number;
  readonly paths: number;
}

function conclude(sums: Sums, { truth, declared, confidence, paths }: Circumstances): WeakOrder {
  const { steps, coarsest, differences, counts, diverged, size } = sums;
  const groups = differences.length > 1 ? differences.length : 0;
  const all = counts.reduce((a, b) => a + b, 0);
  const mean = (i: number, without = -1): number => {
    let sum = 0;
    for (let g = 0; g < differences.length; g++) if (g !== without) sum += differences[g][i];
    return sum / (all - (without >= 0 ? counts[without] : 0));
  };
  const levels = steps.map((step, i): WeakLevel => {
    const lost = diverged[i];
    const bias = lost > 0 ? Number.NaN : mean(i);
    const standardError =
      lost > 0 ? Number.NaN : jackknife(Array.from({ length: groups }, (_, g) => mean(i, g)));
    const above = Math.abs(bias) > seen * standardError && Math.abs(bias) > (rounding * size) / all;
    return { level: coarsest + i, step, bias, standardError, diverged: lost, fitted: above };
  });
  const fitted = levels.flatMap(({ fitted: ok }, i) => (ok ? [i] : []));
  const finest = steps[steps.length - 1];
  const common = { declared, confidence, paths, levels };
  if (fitted.length < 3)
    return {
      outcome: "undecided",
      reason: undecided(levels, { declared, paths }),
      ...unknownOrder,
      ...common,
      against: againstOf(truth, finest, Number.NaN),
    };
  const errors = {
    steps: fitted.map((i) => steps[i]),
    error: (n: number, without?: number) => Math.abs(mean(fitted[n], without)),
    groups,
  };
  const { off, ...fit } = fitErrors(errors, truth, confidence);
  return { outcome: "measured", ...fit, ...common, against: againstOf(truth, finest, off) };
}

function undecided(
  levels: readonly WeakLevel[],
  { declared, paths }: Pick<Circumstances, "declared" | "paths">,
): string {
  const lost = Math.max(...levels.map(({ diverged }) => diverged));
  if (lost > 0)
    return `up to ${lost} of ${paths} paths diverged, and fewer than three levels are left without; take finer levels`;
  const first = levels.find(({ fitted }) => fitted);
  if (!first)
    return `noise hides the bias at every level (none is ${seen} of its standard errors from 0); take coarser levels or more paths, or there is no bias to see`;
  // The bias at two halvings more, if it falls as declared, beside the error there now.
  const third = levels[Math.min(first.level - levels[0].level + 2, levels.length - 1)];
  const expected = Math.abs(first.bias) * pow(third.step / first.step, declared);
  const enough = Math.ceil(paths * pow((1.5 * seen * third.standardError) / expected, 2));
  return `noise hides the bias at all but ${levels.filter(({ fitted }) => fitted).length} levels; take coarser ones, or about ${roundUp(enough)} paths if it falls as declared`;
}

/** To one figure: a number of paths nobody takes for exact. */
function roundUp(count: number): number {
  let unit = 1;
  while (unit * 10 <= count) unit *= 10;
  return Math.ceil(count / unit) * unit;
}
