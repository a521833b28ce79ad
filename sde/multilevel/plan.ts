/**
 * How many samples of each level, and whether there are levels enough (Giles, Operations Research 56 (2008); Acta
 * Numerica 24 (2015), §3). With V_ℓ the variance of a sample of level ℓ, C_ℓ its cost, m_ℓ its mean, steps h_ℓ ∝ M^−ℓ and
 * |m_ℓ| ∝ h_ℓ^α, V_ℓ ∝ h_ℓ^β:
 *
 *     N_ℓ = ⌈ 2 ε⁻² √(V_ℓ/C_ℓ) Σ_k √(V_k C_k) ⌉                      so that Σ V_ℓ/N_ℓ ≤ ε²/2
 *     bias ≈ max_{i ≤ 2} |m_{L−i}| M^{−iα} / (M^α − 1)               to be at most ε/√2
 *
 * α and β come from straight lines through the logarithms, and are taken to be at least ½. A level of few samples may show
 * a mean or a variance too small by chance: from level 2 on at least half of what the level before implies is assumed.
 */
import { slope } from "../../estimators/index.js";
import { log, pow } from "../kernels/index.js";

/** What is known of a level. */
export interface LevelMoments {
  readonly samples: number;
  /** Of P_ℓ − P_{ℓ−1}; of P_0 on level 0. */
  readonly mean: number;
  readonly standardError: number;
  readonly variance: number;
  /** Standard error of the variance. */
  readonly varianceError: number;
  /** Steps in a sample. */
  readonly costPerSample: number;
}

export interface Rate {
  /** Exponent of the step length; NaN where fewer than two levels tell. */
  readonly rate: number;
  /** 95 %, from the levels' errors. */
  readonly interval: readonly [low: number, high: number];
}

export interface Rates {
  /** α: of the mean of a level. */
  readonly mean: Rate;
  /** β: of its variance. */
  readonly variance: Rate;
}

const least = 0.5;
const unknown: Rate = { rate: Number.NaN, interval: [Number.NaN, Number.NaN] };

/** α and β from levels 1 on, weighted by their errors. */
export function fitRates(levels: readonly LevelMoments[], refinement: number): Rates {
  const logStep = log(refinement);
  const line = (value: (level: LevelMoments) => number, error: (level: LevelMoments) => number): Rate => {
    const points = levels
      .map((level, l) => ({ l, value: Math.abs(value(level)), error: error(level) }))
      .filter(({ l, value, error }) => l >= 1 && value > 0 && error > 0 && Number.isFinite(error));
    if (points.length < 2) return unknown;
    const through = slope(
      points.map(({ l }) => -l * logStep),
      points.map(({ value }) => log(value)),
      points.map(({ value, error }) => error / value),
    );
    return { rate: through.slope, interval: through.interval };
  };
  return {
    mean: line(
      ({ mean }) => mean,
      ({ standardError }) => standardError,
    ),
    variance: line(
      ({ variance }) => variance,
      ({ varianceError }) => varianceError,
    ),
  };
}

/** M^rate, the factor by which a level shrinks. */
const shrinking = (refinement: number, { rate }: Rate): number =>
  pow(refinement, rate > least ? rate : least);

/** What the levels' means and variances are taken for, and the factors by which they shrink. */
function reckoned(levels: readonly LevelMoments[], refinement: number) {
  const rates = fitRates(levels, refinement);
  const meanFactor = shrinking(refinement, rates.mean);
  const varianceFactor = shrinking(refinement, rates.variance);
  const means = levels.map(({ mean }) => Math.abs(mean));
  const variances = levels.map(({ variance }) => variance);
  for (let l = 2; l < levels.length; l++) {
    means[l] = Math.max(means[l], (0.5 * means[l - 1]) / meanFactor);
    variances[l] = Math.max(variances[l], (0.5 * variances[l - 1]) / varianceFactor);
  }
  return { means, variances, meanFactor, varianceFactor };
}

/**
 * N_ℓ for a variance of ε²/2 in all.
 *
 * @param begun levels that have samples.
 * @param added cost of a sample of one level more, that has none: its variance is taken from the level before.
 */
export function wantedSamples(
  begun: readonly LevelMoments[],
  refinement: number,
  tolerance: number,
  added?: number,
): number[] {
  const { variances, varianceFactor } = reckoned(begun, refinement);
  const costs = begun.map(({ costPerSample }) => costPerSample);
  if (added !== undefined) {
    variances.push(variances[begun.length - 1] / varianceFactor);
    costs.push(added);
  }
  const sum = variances.reduce((total, variance, l) => total + Math.sqrt(variance * costs[l]), 0);
  return variances.map((variance, l) =>
    Math.ceil((2 * Math.sqrt(variance / costs[l]) * sum) / (tolerance * tolerance)),
  );
}

/** |E P − E P_L|, by the rate at which the levels' means fall. */
export function estimatedBias(levels: readonly LevelMoments[], refinement: number): number {
  const { means, meanFactor } = reckoned(levels, refinement);
  let largest = means.length > 1 ? 0 : Number.NaN;
  for (let l = means.length - 1, power = 1; l >= Math.max(1, means.length - 3); l--, power *= meanFactor)
    largest = Math.max(largest, means[l] / power);
  return largest / (meanFactor - 1);
}
