/**
 * Multilevel Monte Carlo (Giles, Operations Research 56 (2008); Acta Numerica 24 (2015)): with P_ℓ the number wanted
 * after N_0 M^ℓ steps,
 *
 *     E P_L = E P_0 + Σ_{ℓ=1}^{L} E[P_ℓ − P_{ℓ−1}]
 *
 * each expectation by its own samples, both terms of a difference on one Brownian path, so that few samples are needed
 * where steps are short and many only where they are long. Half of the squared error is left to chance, half to the
 * finest step.
 */
import { createMoments, type Moments } from "../../estimators/index.js";
import { requireKeys } from "../../estimators/input/index.js";
import { checkedSpan } from "../door.js";
import { type AsyncOptions, asyncKeys } from "../ensemble.js";
import { type Progress, sliceWork } from "../march.js";
import { createPace } from "../pace.js";
import type { SdeProblem } from "../problem.js";
import { createStreams, type Stream, type Streams, seedNumber } from "../random/index.js";
import { drain } from "../solve.js";
import { type LevelSample, levelSampler } from "./coupled.js";
import { type MultilevelOptions, multilevelKeys, requireOptions } from "./options.js";
import { estimatedBias, fitRates, type LevelMoments, type Rates, wantedSamples } from "./plan.js";

export interface MultilevelRow extends LevelMoments {
  readonly level: number;
  /** Fine steps, and their length. */
  readonly steps: number;
  readonly step: number;
  /** Steps in all samples, fine and coarse. */
  readonly cost: number;
  /** Samples left out because a path stopped being finite. */
  readonly diverged: number;
}

export interface MultilevelResult {
  /** "converged"; "level-limit" where the finest level allowed still has too much bias; "sampled" with `samples`. */
  readonly outcome: "converged" | "level-limit" | "sampled";
  readonly estimate: number;
  /** Of the estimate, by chance. */
  readonly standardError: number;
  /** |E P − E P_L|, as the levels' means imply; NaN with one level. */
  readonly bias: number;
  readonly levels: readonly MultilevelRow[];
  readonly rates: Rates;
  /** Steps in all. */
  readonly cost: number;
  /** Steps that plain Monte Carlo at the finest level would need for the same standard error. */
  readonly plainCost: number;
  /** plainCost / cost. */
  readonly speedUp: number;
}

/**
 * The mean of a number of the solution at `to`, by multilevel Monte Carlo.
 *
 * @param problem from `defineSde`.
 * @param options scheme, `of`, and `tolerance` (root mean square error) or `samples`.
 * @returns estimate, its standard error and bias, the table of levels, the rates at which means and variances fall, and
 *   what plain Monte Carlo would have cost.
 * @throws InputError as `solve`, and when an option does not fit.
 * @see Giles (2008, 2015).
 * @example
 * ```ts
 * import { defineSde, eulerMaruyama, multilevel } from "homogenized-sgd/sde";
 * const gbm = defineSde({ dimension: 1, calculus: "ito", noise: { kind: "diagonal" },
 *   drift: (t, x, out) => { out[0] = 0.05 * x[0]; }, diffusion: (t, x, out) => { out[0] = 0.2 * x[0]; } });
 * const { outcome, estimate, standardError, bias } = multilevel(gbm, { start: [1], to: 1,
 *   scheme: eulerMaruyama, of: (t, x) => x[0], tolerance: 0.002, seed: 1 });
 * outcome; // => "converged"
 * Math.abs(estimate - 1.0512711) < 4 * standardError + bias; // => true
 * ```
 */
export function multilevel(problem: SdeProblem, options: MultilevelOptions): MultilevelResult {
  requireKeys("multilevel", options, multilevelKeys);
  return drain(multilevelSlices(problem, options));
}

/**
 * The same without holding the event loop: it pauses now and then, tells its progress and can be ended.
 *
 * @param problem from `defineSde`.
 * @param options those of `multilevel`, with `signal` and `onProgress`; the fraction is of the work planned by then.
 * @returns a promise of what `multilevel` returns, bit for bit; rejected with the signal's reason, or an InputError as there.
 * @example
 * ```ts
 * import { defineSde, eulerMaruyama, multilevelAsync } from "homogenized-sgd/sde";
 * const brownian = defineSde({ dimension: 1, calculus: "ito", noise: { kind: "additive" },
 *   drift: (t, x, out) => { out[0] = 0; }, diffusion: (t, x, out) => { out[0] = 1; } });
 * const result = await multilevelAsync(brownian, { start: [0], to: 1, scheme: eulerMaruyama,
 *   of: (t, x) => x[0] * x[0], samples: [4000, 1000, 500], seed: 1 });
 * Math.abs(result.estimate - 1) < 5 * result.standardError; // => true
 * ```
 */
export async function multilevelAsync(
  problem: SdeProblem,
  options: MultilevelOptions & AsyncOptions,
): Promise<MultilevelResult> {
  requireKeys("multilevelAsync", options, [...multilevelKeys, ...asyncKeys]);
  return createPace(options.signal)(multilevelSlices(problem, options), options.onProgress);
}

/** Levels to begin with: enough to see means and variances fall. */
const firstLevels = 3;
/** Samples that a level added later has at least. */
const leastSamples = 100;

function multilevelSlices(
  problem: SdeProblem,
  options: MultilevelOptions,
): Generator<Progress, MultilevelResult> {
  const span = checkedSpan(problem, options);
  requireOptions(problem, options);
  const { scheme, of, coarsest = 1, refinement = 2, purpose = "multilevel" } = options;
  const seed = seedNumber(options.seed);
  const add = (l: number): Level => {
    let steps = coarsest;
    for (let i = 0; i < l; i++) steps *= refinement;
    const merged = l === 0 ? 0 : refinement;
    return {
      steps,
      step: (span.to - span.from) / steps,
      costPerSample: l === 0 ? steps : steps + steps / refinement,
      sample: levelSampler({ problem, scheme, ...span, of, steps, merged }),
      streams: createStreams(seed, `${purpose}/${l}`),
      moments: createMoments(3),
      drawn: 0,
      diverged: 0,
    };
  };
  const { tolerance, samples } = options;
  return tolerance === undefined ? sampled(samples!, add, refinement) : towards(tolerance, options, add);
}

interface Level {
  readonly steps: number;
  readonly step: number;
  readonly costPerSample: number;
  readonly sample: ReturnType<typeof levelSampler>;
  readonly streams: Streams;
  /** Of P_ℓ − P_{ℓ−1}, its square, and P_ℓ. */
  readonly moments: Moments;
  stream?: Stream;
  drawn: number;
  diverged: number;
}

function* sampled(
  samples: readonly number[],
  add: (level: number) => Level,
  refinement: number,
): Generator<Progress, MultilevelResult> {
  const levels = samples.map((_, l) => add(l));
  yield* drawUpTo(levels, samples);
  return resultOf("sampled", levels, refinement);
}

function* towards(
  tolerance: number,
  { refinement = 2, pilot = 1000, maxLevel = 12 }: MultilevelOptions,
  add: (level: number) => Level,
): Generator<Progress, MultilevelResult> {
  const levels = Array.from({ length: Math.min(firstLevels, maxLevel + 1) }, (_, l) => add(l));
  yield* drawUpTo(
    levels,
    levels.map(() => pilot),
  );
  for (;;) {
    const known = levels.map(momentsOf);
    const wanted = wantedSamples(known, refinement, tolerance);
    // One in a hundred more is not worth another round.
    if (levels.some(({ drawn }, l) => wanted[l] > 1.01 * drawn)) {
      yield* drawUpTo(levels, wanted);
      continue;
    }
    if (estimatedBias(known, refinement) <= tolerance / Math.SQRT2)
      return resultOf("converged", levels, refinement);
    if (levels.length > maxLevel) return resultOf("level-limit", levels, refinement);
    const finer = add(levels.length);
    const more = wantedSamples(known, refinement, tolerance, finer.costPerSample);
    more[levels.length] = Math.max(leastSamples, more[levels.length]);
    levels.push(finer);
    yield* drawUpTo(levels, more);
  }
}

/** Draws until every level has as many samples as wanted; those it has are kept. */
function* drawUpTo(levels: readonly Level[], wanted: readonly number[]): Generator<Progress, void> {
  const planned = levels.reduce(
    (cost, level, l) => cost + Math.max(0, wanted[l] - level.drawn) * level.costPerSample,
    0,
  );
  const out: LevelSample = { fine: 0, coarse: 0 };
  const row = new Float64Array(3);
  let done = 0;
  let sliced = 0;
  for (const [l, level] of levels.entries())
    while (level.drawn < wanted[l]) {
      level.stream = level.streams.stream(level.drawn, level.stream);
      level.sample(level.stream, out);
      level.drawn++;
      row[0] = out.fine - out.coarse;
      row[1] = row[0] * row[0];
      row[2] = out.fine;
      if (Number.isFinite(row[1])) level.moments.push(row);
      else level.diverged++;
      done += level.costPerSample;
      sliced += level.costPerSample;
      // A sample is a path or two, dearer than the coordinates of one long step.
      if (sliced > sliceWork / 16) {
        sliced = 0;
        yield done / planned;
      }
    }
}

function momentsOf({ moments, costPerSample }: Level): LevelMoments {
  return {
    samples: moments.alive()[0],
    mean: moments.mean()[0],
    standardError: moments.standardError()[0],
    variance: moments.variance()[0],
    // That of the mean square: the square of the mean is small beside it on the levels where rates are fitted.
    varianceError: moments.standardError()[1],
    costPerSample,
  };
}

function resultOf(
  outcome: MultilevelResult["outcome"],
  levels: readonly Level[],
  refinement: number,
): MultilevelResult {
  const rows = levels.map((level, l): MultilevelRow => {
    const { steps, step, drawn, diverged, costPerSample } = level;
    return { level: l, steps, step, ...momentsOf(level), cost: drawn * costPerSample, diverged };
  });
  const squaredError = rows.reduce((sum, { standardError }) => sum + standardError * standardError, 0);
  const cost = rows.reduce((sum, row) => sum + row.cost, 0);
  const finest = levels[levels.length - 1];
  const plainCost = (finest.moments.variance()[2] / squaredError) * finest.steps;
  return {
    outcome,
    estimate: rows.reduce((sum, { mean }) => sum + mean, 0),
    standardError: Math.sqrt(squaredError),
    bias: estimatedBias(rows, refinement),
    levels: rows,
    rates: fitRates(rows, refinement),
    cost,
    plainCost,
    speedUp: plainCost / cost,
  };
}
