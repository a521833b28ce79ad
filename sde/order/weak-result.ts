/** What the sums over paths say of the weak order: which biases are seen, the order through them, and the limit. */
import { pow } from "../kernels/index.js";
import { type OrderFit, rounding } from "./fit.js";
import { againstOf, fitErrors, unknownOrder } from "./fit-errors.js";
import type { Against, Truth } from "./truth.js";
import { type Verdict, verdictOn } from "./verdict.js";
import { type Biases, standardErrorOf } from "./weak-biases.js";

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

/** E φ(X_T) as it is known, beside what the reference's paths make it. */
export interface WeakLimit {
  readonly exact: number;
  readonly measured: number;
  readonly standardError: number;
  /** Within four standard errors and what the reference may still be off. */
  readonly agrees: boolean;
}

export interface WeakOrder extends OrderFit {
  /** "undecided" where fewer than three levels can be fitted: then order is NaN, the interval (−∞, ∞), and `reason` says why. */
  readonly outcome: "measured" | "undecided";
  readonly reason?: string;
  readonly verdict: Verdict;
  /** Where E φ(X_T) is known and φ(X_T) was taken from finer steps. */
  readonly limit?: WeakLimit;
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

/** What was measured, and how. */
export interface Circumstances {
  readonly truth: Truth;
  readonly declared: number;
  readonly confidence: number;
  readonly paths: number;
  readonly levels: readonly [coarsest: number, finest: number];
  readonly mean: number | undefined;
}

export function conclude(biases: Biases, circumstances: Circumstances): WeakOrder {
  const { steps, bias, diverged, size, groups } = biases;
  const { truth, declared, confidence, paths, mean } = circumstances;
  const levels = steps.map((step, i): WeakLevel => {
    const lost = diverged[i];
    const measured = lost > 0 ? Number.NaN : bias[i]();
    const standardError = lost > 0 ? Number.NaN : standardErrorOf(bias[i], groups);
    const above = Math.abs(measured) > seen * standardError && Math.abs(measured) > rounding * size;
    return {
      level: circumstances.levels[0] + i,
      step,
      bias: measured,
      standardError,
      diverged: lost,
      fitted: above,
    };
  });
  const fitted = levels.flatMap(({ fitted: ok }, i) => (ok ? [i] : []));
  const finest = levels[levels.length - 1];
  const errors = {
    steps: fitted.map((i) => steps[i]),
    error: (n: number, without?: number) => Math.abs(bias[fitted[n]](without)),
    groups,
  };
  const fit = fitted.length < 3 ? undefined : fitErrors(errors, truth, confidence);
  const slowest = fit ? Math.min(fit.interval[0], declared) : 0;
  const within = farthest(fit ? levels[fitted[fitted.length - 1]] : finest, slowest, truth.finer);
  const limit = truth.exact || mean === undefined ? undefined : limitOf(biases, mean, within);
  const { order, interval } = fit ?? unknownOrder;
  return {
    outcome: fit ? "measured" : "undecided",
    ...(!fit && { reason: undecided(levels, { declared, paths }) }),
    verdict: limit?.agrees === false ? "wrong limit" : fit ? verdictOn(fit, declared) : "undecided",
    order,
    interval,
    declared,
    confidence,
    against: againstOf(truth, finest.step, fit?.off ?? Number.NaN),
    ...(limit && { limit }),
    paths,
    levels,
  };
}

/**
 * How far the finer steps themselves may be off: if b falls as h^p, they keep r = 2^(−p·finer) of it, and what is seen of
 * b is (1 − r) b. An order is never credited with less than a quarter.
 */
function farthest({ bias, standardError, diverged }: WeakLevel, slowest: number, finer: number): number {
  if (diverged > 0) return Number.POSITIVE_INFINITY;
  const rest = pow(2, -Math.max(slowest, 0.25) * finer);
  return ((Math.abs(bias) + seen * standardError) * rest) / (1 - rest);
}

function limitOf({ solution, groups }: Biases, exact: number, off: number): WeakLimit {
  const measured = solution();
  const standardError = standardErrorOf(solution, groups);
  return { exact, measured, standardError, agrees: Math.abs(measured - exact) <= seen * standardError + off };
}

function undecided(
  levels: readonly WeakLevel[],
  { declared, paths }: Pick<Circumstances, "declared" | "paths">,
): string {
  const whole = levels.filter(({ diverged }) => diverged === 0);
  if (whole.length < 3) {
    const lost = Math.max(...levels.map(({ diverged }) => diverged));
    return `up to ${lost} of ${paths} paths diverged, and fewer than three levels are left without; take finer levels`;
  }
  if (whole.every(({ standardError }) => standardError === 0))
    return "biases are down at rounding, and fewer than three levels are above it; take coarser levels";
  const shown = levels.filter(({ fitted }) => fitted).length;
  const first = whole.findIndex(({ fitted }) => fitted);
  const coarsest = whole[Math.max(first, 0)];
  const third = whole[Math.min(Math.max(first, 0) + 2, whole.length - 1)];
  // The bias two halvings on, if it falls as declared; one that is not seen is at most so large.
  const bias = Math.abs(coarsest.bias) + (first < 0 ? 2 * coarsest.standardError : 0);
  const expected = bias * pow(third.step / coarsest.step, declared);
  const needed = (1.5 * seen * third.standardError) / expected;
  const enough = roundUp(paths * Math.max(needed * needed, 2));
  return first < 0
    ? `noise hides the bias at every level (none is ${seen} of its standard errors from 0); take coarser levels, or ${enough} paths and probably more`
    : `noise hides the bias at all but ${shown} level${shown === 1 ? "" : "s"}; take coarser ones, or about ${enough} paths if it falls as declared`;
}

/** To one figure: a number of paths nobody takes for exact. */
function roundUp(count: number): number {
  let unit = 1;
  while (unit * 10 <= count) unit *= 10;
  return Math.ceil(count / unit) * unit;
}
