/**
 * Exact line search against Polyak's stepsize on noiseless least squares, for spectra of the same trace and the same
 * smallest eigenvalue whose tr K² grows: Polyak's keeps its pace, line search loses it.
 *
 * After The High Line (arXiv:2405.19585), its comparison of the two. The settings are chosen, so that two eigenvalues do:
 *
 *     λ = 0.5 on all but w of the coordinates, the rest so large that tr K/d = 1
 *     w = 1/2, 1/8, 1/32, so that tr K²/d = 1.25, 2.75, 8.75
 *     ‖X*‖ = 1,  X₀ = 0,  t ≤ 15
 *     quick   d = 256, 8 runs each of both
 *     full    d = 2048, 16 runs each of both
 *
 * Expected, of averages over runs and the later half of the time: Polyak's rate is d/tr K = 1, whatever the spectrum, and
 * its risk falls alike for all three. Line search settles at the rate of two-eigenvalues.ts, between one and two times
 * λ_min d/tr K², so that its risk falls the slower the wider the spectrum. SGD's, with wd coordinates for the larger
 * eigenvalue, is within 2/(wd) of that rate. Homogenized SGD's wanders about it by 0.35/√(wd) a run (as measured), and is
 * within 1/(wd) and four standard errors.
 *
 * Measured in full, of SGD: line search at 0.690, 0.334 and 0.110, where 0.691, 0.334 and 0.111 are expected; Polyak at 1 to
 * nine digits. In the quick version, of homogenized SGD: 0.709, 0.340 and 0.118.
 */
import { atoms, gaussian, leastSquares, lineSearch, polyak } from "homogenized-sgd";
import type { FigureCurve, FigureOutcome, PaperFigure } from "homogenized-sgd/node";
import { bandOf, compared, medianOf, odeOf, time } from "./concentration.js";
import { settledLineSearch } from "./two-eigenvalues.js";

const horizon = 15;
const smallest = 0.5;

const spectra = [2, 8, 32].map((parts) => {
  const w = 1 / parts;
  const largest = (1 - smallest * (1 - w)) / w;
  return {
    eigenvalues: [largest, smallest] as const,
    weights: [w, 1 - w] as const,
    secondMoment: w * largest ** 2 + (1 - w) * smallest ** 2,
  };
});

const hsgd = { name: "homogenized SGD", look: "hsgd" };

export const figure: PaperFigure = {
  name: "line-search-against-polyak",
  title: "Exact line search falls behind Polyak's stepsize as tr K² grows",
  after: "The High Line (arXiv:2405.19585), line search against Polyak",
  async compute(options) {
    const [dimension, runs] = options.full ? [2048, 16] : [256, 8];
    const risk: Record<string, FigureCurve[]> = { search: [], polyak: [] };
    const rates: FigureCurve[] = [];
    const limits: Record<string, FigureCurve[]> = { search: [], polyak: [], rates: [] };
    const outcomes: FigureOutcome[] = [];
    for (const [i, { eigenvalues, weights, secondMoment }] of spectra.entries()) {
      const look = i / (spectra.length - 1);
      const name = `tr K²/d = ${secondMoment}`;
      for (const [key, schedule] of [["search", lineSearch()] as const, ["polyak", polyak()] as const]) {
        const result = await compared(
          `${name}, ${key}`,
          {
            dimension,
            covariance: atoms(eigenvalues, weights),
            model: leastSquares(),
            target: gaussian({ norm: 1 }),
          },
          { schedule, horizon, methods: ["ode", "hsgd", "sgd"], runs, seed: 1, hsgd: { scheme: "heun" } },
          options,
        );
        const both = (statistic: string) => [
          medianOf(result, "hsgd", statistic, hsgd),
          odeOf(result, statistic),
        ];
        risk[key].push(bandOf(result, "sgd", "risk", { name, look }));
        limits[key].push(...both("risk"));
        const rate = averageOfLate(result.runs("sgd", "learningRate"));
        if (key === "search") {
          const settled = settledLineSearch({ eigenvalues, weights }).rate;
          rates.push(bandOf(result, "sgd", "learningRate", { name, look }));
          limits.rates.push(...both("learningRate"), {
            name: "limit",
            look: "limit",
            x: [0, horizon],
            y: [settled, settled],
          });
          const ofHsgd = averageOfLate(result.runs("hsgd", "learningRate"));
          const expected = settled.toPrecision(3);
          const many = weights[0] * dimension;
          outcomes.push(
            closeTo(settled, {
              what: `rate of line search, ${name}`,
              value: rate,
              expected,
              within: 2 / many + 0.01,
            }),
            closeTo(settled, {
              what: `the same of homogenized SGD, ${name}`,
              value: ofHsgd,
              expected,
              within: 1 / many + 1.4 / Math.sqrt(many * runs),
            }),
          );
        } else
          outcomes.push(
            closeTo(1, { what: `rate of Polyak's, ${name}`, value: rate, expected: "1", within: 1e-9 }),
          );
      }
    }
    const domain = [1e-6, 2] as const;
    return {
      setting: [
        "least squares without noise",
        `d = ${dimension}`,
        "λ = 0.5 and one larger eigenvalue, tr K/d = 1",
        "‖X*‖ = 1, X₀ = 0",
        `lines: medians; bands: 10–90 % of ${runs} runs`,
      ],
      panels: [
        {
          title: "Risk R(X), line search",
          x: time,
          y: { log: true, domain },
          curves: [...risk.search, ...limits.search],
        },
        {
          title: "Risk R(X), Polyak",
          x: time,
          y: { log: true, domain },
          curves: [...risk.polyak, ...limits.polyak],
        },
        {
          title: "Learning rate γ",
          x: time,
          y: { log: true },
          curves: [...rates, ...limits.rates, { name: "Polyak", look: "sgd", x: [0, horizon], y: [1, 1] }],
        },
      ],
      outcomes,
    };
  },
};

interface Measured extends Pick<FigureOutcome, "what" | "value" | "expected"> {
  /** Relative. */
  readonly within: number;
}

const closeTo = (limit: number, { within, ...measured }: Measured): FigureOutcome => ({
  ...measured,
  holds: Math.abs(measured.value / limit - 1) < within,
});

/** Over runs and the later half of the times. */
function averageOfLate(runs: readonly Float64Array[]): number {
  const late = runs.map((run) => run.subarray(run.length >> 1));
  const sums = late.map((run) => run.reduce((sum, value) => sum + value, 0) / run.length);
  return sums.reduce((sum, value) => sum + value, 0) / sums.length;
}
