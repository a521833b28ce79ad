/**
 * Phase retrieval at a constant rate, from a good and from a poor start: SGD and homogenized SGD beside the ODE.
 *
 * After Hitting the High-Dimensional Notes (arXiv:2308.08977), its simulations of phase retrieval. The settings are
 * chosen:
 *
 *     f = ¼(x² − y²)²,  K = I,  ‖X*‖ = ‖X₀‖ = 1,  γ = 0.1,  cosine of X₀ and X* 0.5 or 0.1,  t ≤ 20
 *     quick   d = 2⁷, 2⁸, 2⁹, 12 runs each of both
 *     full    d = 2⁷, 2⁸ … 2¹¹, 24 runs each of both
 *
 * Expected: from the good start both fall beside the ODE, whose sup-distance shrinks like d^(−½). From the poor one the
 * norm shrinks first and the risk waits at a plateau, the cosine growing exponentially from 0.1; what chance adds to it,
 * of order d^(−½), is amplified alike, so that SGD escapes about the ODE's time in a band that is wide, and narrows as d
 * grows.
 *
 * Measured in full: slopes −0.56 ± 0.04 (SGD) and −0.47 ± 0.05 (homogenized SGD); the cosine passes ½ at t = 10.2, as the
 * ODE's does.
 */
import { constant, correlated, gaussian, identity, phaseRetrieval } from "homogenized-sgd";
import { quantiles } from "homogenized-sgd/estimators";
import type { FigureOptions, FigureOutcome, PaperFigure } from "homogenized-sgd/node";
import {
  acrossDimensions,
  bandsAcross,
  bothBeside,
  type Curves,
  distancePanel,
  distancesAcross,
  powersOfTwo,
  time,
} from "./concentration.js";

const horizon = 20;

export const figure: PaperFigure = {
  name: "phase-retrieval",
  title: "Phase retrieval: SGD and homogenized SGD beside the ODE, from a good and a poor start",
  after: "Hitting the High-Dimensional Notes (arXiv:2308.08977), phase retrieval",
  async compute(options) {
    const dimensions = options.full ? powersOfTwo(7, 11) : powersOfTwo(7, 9);
    const runs = options.full ? 24 : 12;
    const good = await from(0.5, dimensions, runs, options);
    const poor = await from(0.1, dimensions, runs, options);
    const distances = [
      { method: "sgd", name: "SGD", look: "sgd" } as const,
      { method: "hsgd", name: "homogenized SGD", look: "hsgd" } as const,
    ].map((one) => distancesAcross(good, { statistic: "risk", ...one }));
    const d = dimensions[dimensions.length - 1];
    const [largestGood, largestPoor] = [good, poor].map(({ results }) => results[results.length - 1]);
    return {
      setting: [
        "f = ¼(x² − y²)²",
        "K = I",
        "‖X*‖ = ‖X₀‖ = 1",
        "γ = 0.1",
        `lines: medians; bands and bars: 10–90 % of ${runs} runs`,
      ],
      panels: [
        {
          title: `Risk from the cosine 0.5, d = ${d}`,
          x: time,
          y: { log: true },
          curves: bothBeside(largestGood, "risk"),
        },
        {
          title: `Cosine of X and X* from 0.1, d = ${d}`,
          x: time,
          y: { log: false },
          curves: bothBeside(largestPoor, "cosine"),
        },
        { title: "Risk of SGD from the cosine 0.1", x: time, curves: bandsAcross(poor, "risk") },
        distancePanel(
          dimensions,
          distances.map(({ curve }) => curve),
          "From 0.5: sup |· − ODE| / sup |ODE|, risk",
        ),
      ],
      outcomes: [...distances.map(({ outcome }) => outcome), escapeTime(largestPoor, d)],
    };
  },
};

const from = (overlap: number, dimensions: readonly number[], runs: number, options: FigureOptions) =>
  acrossDimensions(
    dimensions,
    (dimension) => ({
      dimension,
      covariance: identity(),
      model: phaseRetrieval(),
      target: gaussian({ norm: 1 }),
      initial: correlated({ overlap }),
    }),
    () => ({
      schedule: constant(0.1),
      horizon,
      methods: ["ode", "hsgd", "sgd"],
      runs,
      seed: 1,
      hsgd: { scheme: "heun", step: 0.02 },
      save: { statistics: ["cosine"] },
    }),
    options,
  );

/** When the cosine passes ½ in size, its median over runs, beside the ODE's. */
function escapeTime({ times, runs }: Curves, d: number): FigureOutcome {
  const passing = (run: Float64Array): number => {
    const i = run.findIndex((value) => Math.abs(value) > 0.5);
    return i < 0 ? Number.POSITIVE_INFINITY : times[i];
  };
  const [value] = quantiles(runs("sgd", "cosine").map(passing), [0.5]);
  const expected = passing(runs("ode", "cosine")[0]);
  return {
    what: `time at which SGD's cosine passes ½ at d = ${d}, from 0.1`,
    value,
    expected: `${expected.toPrecision(3)}, the ODE's, within a quarter`,
    holds: Math.abs(value / expected - 1) < 0.25,
  };
}
