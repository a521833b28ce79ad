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
import { requireFunction, requireKeys, show } from "../../estimators/input/index.js";
import { createIncrement, type Need } from "../brownian/increment.js";
import type { ExactSolution, NamedProblem } from "../catalogue/index.js";
import { pow, powerOfTwo } from "../kernels/index.js";
import type { SdeProblem } from "../problem.js";
import { createStreams } from "../random/index.js";
import { requireFit } from "../schemes/fit.js";
import type { Scheme } from "../schemes/scheme.js";
import { createDyadicPath, type DyadicPath } from "./dyadic-path.js";
import { fitOrder, groupCount, jackknife, log2, type OrderFit } from "./fit.js";
import { createLevelMarch } from "./march.js";
import {
  checkedSetting,
  type PathOptions,
  pathKeys,
  requireLevels,
  requirePaths,
  type Setting,
} from "./setting.js";

export interface StrongOrderOptions extends PathOptions {
  /**
   * Take X_T from finer steps though there is an exact solution, or otherwise than by default: `finer` levels below
   * the finest (default 3), by `scheme` (default: the scheme itself, whose own wrong limit would go unseen).
   */
  readonly reference?: { readonly scheme?: Scheme; readonly finer?: number };
}

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
  /** What the scheme declares for this noise. */
  readonly declared: number;
  readonly confidence: number;
  /** What X_T was. */
  readonly against: "exact" | { readonly scheme: string; readonly step: number; readonly error: number };
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
  requireKeys("strongOrder", options, [...pathKeys, "reference"]);
  if (options.exact !== undefined) requireFunction("exact", options.exact, "(t, start, path, out)");
  const setting = checkedSetting(problem, scheme, options);
  const declared = scheme.strongOrder(setting.problem.noise);
  if (declared === null)
    throw new InputError(
      `${scheme.name} has no strong order for ${setting.problem.noise.kind} noise, approximating laws and not paths; measure it with weakOrder`,
    );
  const { levels = [4, 9], seed } = options;
  const noisy = setting.problem.sources > 0;
  // Without noise one path is all.
  const paths = noisy ? (options.paths ?? 1000) : 1;
  const truth = chooseTruth(setting, scheme, options);
  requireLevels(levels, truth.finer);
  if (noisy) requirePaths(paths);
  if (noisy && seed === undefined)
    throw new InputError("seed is missing; give a whole number so that the paths can be drawn again");
  const sums = sumErrors(setting, scheme, truth, { levels, paths, seed: seed ?? 0 });
  return conclude(sums, { setting, scheme, truth, declared, levels, paths });
}

interface Truth {
  readonly exact: ExactSolution | undefined;
  readonly needs: readonly Need[];
  readonly scheme: Scheme;
  /** Levels below the finest. */
  readonly finer: number;
}

function chooseTruth({ problem, entry }: Setting, scheme: Scheme, options: StrongOrderOptions): Truth {
  const { reference } = options;
  if (reference !== undefined) requireKeys("reference", reference, ["scheme", "finer"], "reference");
  const exact = options.exact ?? entry?.exact;
  const exactNeeds = (options.exact ? options.exactNeeds : entry?.exactNeeds) ?? [];
  if (exact && reference === undefined) return { exact, needs: exactNeeds, scheme, finer: 0 };
  const by = reference?.scheme ?? scheme;
  const finer = reference?.finer ?? 3;
  requireFit(problem, by);
  if (!(Number.isSafeInteger(finer) && finer >= 1))
    throw new InputError(
      `reference.finer is ${show(finer)}; it must be a whole number of levels, at least 1`,
    );
  return { exact: undefined, needs: by.needs, scheme: by, finer };
}

interface Run {
  readonly levels: readonly [coarsest: number, finest: number];
  readonly paths: number;
  readonly seed: NonNullable<PathOptions["seed"]>;
}

/** By group of paths: sums over levels of |error|², of |X_T|², and paths that count; and who diverged. */
interface Sums {
  readonly squares: readonly Float64Array[];
  readonly sizes: Float64Array;
  readonly counts: Float64Array;
  readonly diverged: Float64Array;
}

function sumErrors(
  { problem, start, from, to }: Setting,
  scheme: Scheme,
  truth: Truth,
  { levels: [coarsest, finest], paths, seed }: Run,
): Sums {
  const { dimension } = problem;
  const wanted = [...scheme.needs, ...truth.needs];
  const depth = finest + truth.finer;
  const path = createDyadicPath(problem.sources, wanted, to - from, depth);
  const march = createLevelMarch(problem, scheme, { start, from, to });
  const marchTruth = truth.exact ? undefined : createLevelMarch(problem, truth.scheme, { start, from, to });
  const streams = createStreams(seed, "order");
  const signStreams = createStreams(seed, "order-signs");
  const whole = createIncrement(problem.sources, truth.needs);
  const count = finest - coarsest + 1;
  const ends = Array.from({ length: count }, () => new Float64Array(dimension));
  const finite = new Array<boolean>(count).fill(true);
  const solution = new Float64Array(dimension);
  const groups = Math.min(groupCount, paths);
  const sums = {
    squares: Array.from({ length: groups }, () => new Float64Array(count)),
    sizes: new Float64Array(groups),
    counts: new Float64Array(groups),
    diverged: new Float64Array(count),
  };

  for (let p = 0; p < paths; p++) {
    path.draw(streams.stream(p));
    const signs =
      scheme.needs.includes("signs") || truth.needs.includes("signs") ? signStreams.stream(p) : null;
    let known = marchTruth ? marchTruth(path, depth, signs, solution) : true;
    for (let level = depth; level >= coarsest; level--) {
      if (level <= finest) finite[level - coarsest] = march(path, level, signs, ends[level - coarsest]);
      if (level > 0) path.halve();
    }
    if (truth.exact) {
      for (let level = coarsest - 1; level > 0; level--) path.halve();
      known = solveExactly(truth.exact, { path, whole, start, from, to }, solution);
    }
    const group = p % groups;
    if (known) {
      sums.counts[group]++;
      sums.sizes[group] += squaredDistance(dimension, solution, null);
    }
    for (let i = 0; i < count; i++) {
      if (known && finite[i]) sums.squares[group][i] += squaredDistance(dimension, ends[i], solution);
      else sums.diverged[i]++;
    }
  }
  return sums;
}

function solveExactly(
  exact: ExactSolution,
  at: {
    path: DyadicPath;
    whole: ReturnType<typeof createIncrement>;
    start: Float64Array;
    from: number;
    to: number;
  },
  out: Float64Array,
): boolean {
  const { path, whole, start, from, to } = at;
  path.read(0, whole);
  exact(to, start, { from, W: whole.dW, H: whole.H, A: whole.A }, out);
  return out.every((value) => Number.isFinite(value));
}

function squaredDistance(d: number, x: Float64Array, y: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < d; i++) {
    const difference = y ? x[i] - y[i] : x[i];
    sum += difference * difference;
  }
  return sum;
}

/** Errors this small beside the solution are its rounding. */
const rounding = 2 ** -42;

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
  const step = (to - from) / powerOfTwo(range[1] + truth.finer);
  const unknown = { scheme: truth.scheme.name, step, error: Number.NaN };
  if (fitted.length < 3)
    return {
      outcome: "undecided",
      reason: undecided(levels, paths),
      order: Number.NaN,
      interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
      ...common,
      against: truth.exact ? "exact" : unknown,
    };
  const errors = fitted.map((i) => levels[i].error);
  const points = {
    logSteps: fitted.map((i) => log2(levels[i].step)),
    logErrors: errors.map(log2),
    leftOut: leaveOut.map((g) => fitted.map((i) => log2(rootMean(i, g)))),
  };
  if (truth.exact)
    return { outcome: "measured", ...fitOrder(points, confidence), ...common, against: "exact" };
  const { order } = fitOrder(points, confidence);
  const finest = errors[errors.length - 1];
  const off = finest * pow(2, -Math.max(order, 0.25) * truth.finer);
  const alternatives = [off, -off].map((shift) => errors.map((error) => log2(error + shift)));
  return {
    outcome: "measured",
    ...fitOrder({ ...points, alternatives }, confidence),
    ...common,
    against: { ...unknown, error: off },
  };
}

function undecided(levels: readonly StrongLevel[], paths: number): string {
  const lost = Math.max(...levels.map(({ diverged }) => diverged));
  return lost > 0
    ? `up to ${lost} of ${paths} paths diverged, and fewer than three levels are left without; take finer levels`
    : "errors are down at rounding, and fewer than three levels are above it; take coarser levels";
}
