/**
 * Exact line search on noiseless least squares with two eigenvalues: the quotient of the two parts of ‖X − X*‖² settles,
 * and the learning rate with it.
 *
 * After The High Line (arXiv:2405.19585), its figure on line search with two eigenvalues. The settings are chosen:
 *
 *     λ = 1.6 and 0.4, half of the coordinates each,  ‖X*‖ = 1,  X₀ = 0,  t ≤ 15
 *     quick   d = 2⁴, 2⁶, 2⁸, 24 runs each of both
 *     full    d = 2⁷, 2⁹, 2¹¹, 24 runs each
 *
 * Expected: quotient and rate go to the root that two-eigenvalues.ts has in closed form (0.0986 and 0.544); SGD's and homogenized SGD's stay
 * about theirs within d^(−½), and its risk falls exponentially beside the ODE's.
 *
 * Measured in full: the ODE at 0.0987 and 0.544; at d = 2¹¹ SGD's rate at 0.544, homogenized SGD's at 0.543.
 */
import { atoms, type ComparisonResult, gaussian, leastSquares, lineSearch } from "homogenized-sgd";
import { quantiles } from "homogenized-sgd/estimators";
import type { FigureCurve, FigureOutcome, PaperFigure } from "homogenized-sgd/node";
import { acrossDimensions, bothAcross, powersOfTwo, time, withRatios } from "./concentration.js";
import { settledLineSearch } from "./two-eigenvalues.js";

const horizon = 15;
const eigenvalues = [1.6, 0.4] as const;
const weights = [0.5, 0.5] as const;
const limit = settledLineSearch({ eigenvalues, weights });

const nameOf = { sgd: "SGD", hsgd: "homogenized SGD" };

const parts = [
  { name: "larger", quadratic: (lambda: number) => (lambda > 1 ? 1 : 0) },
  { name: "smaller", quadratic: (lambda: number) => (lambda > 1 ? 0 : 1) },
];

export const figure: PaperFigure = {
  name: "line-search-two-eigenvalues",
  title: "Exact line search on two eigenvalues settles at a rate known in closed form",
  after: "The High Line (arXiv:2405.19585), line search on two eigenvalues",
  async compute(options) {
    const dimensions = options.full ? powersOfTwo(7, 11, 2) : powersOfTwo(4, 8, 2);
    const compared = await acrossDimensions(
      dimensions,
      (dimension) => ({
        dimension,
        covariance: atoms(eigenvalues, weights),
        model: leastSquares(),
        target: gaussian({ norm: 1 }),
      }),
      () => ({
        schedule: lineSearch(),
        horizon,
        methods: ["ode", "hsgd", "sgd"],
        runs: 24,
        seed: 1,
        save: { statistics: parts },
        hsgd: { scheme: "heun" },
      }),
      options,
    );
    const across = withRatios(compared, "quotient", "larger", "smaller");
    const largest = across.results[across.results.length - 1];
    const d = dimensions[dimensions.length - 1];
    const level = (value: number): FigureCurve => ({
      name: "limit in closed form",
      look: "limit",
      x: [0, horizon],
      y: [value, value],
    });
    return {
      setting: [
        "least squares without noise",
        "λ = 1.6, 0.4 in equal parts",
        "‖X*‖ = 1, X₀ = 0",
        "HSGD: homogenized SGD",
        "lines: medians; bands: 10–90 % of runs",
      ],
      panels: [
        { title: "Risk R(X)", x: time, y: { log: true }, curves: bothAcross(across, "risk") },
        {
          title: "Quotient of the two parts of ‖X − X*‖²",
          x: time,
          y: { log: true },
          curves: [...bothAcross(across, "quotient"), level(limit.quotient)],
        },
        {
          title: "Learning rate γ",
          x: time,
          curves: [...bothAcross(across, "learningRate"), level(limit.rate)],
        },
      ],
      outcomes: [
        settles(largest, "ode", "learningRate", "rate of the ODE", limit.rate, 1e-3),
        settles(largest, "ode", "quotient", "quotient of the ODE", limit.quotient, 1e-2),
        ...(["sgd", "hsgd"] as const).map((method) =>
          settles(
            largest,
            method,
            "learningRate",
            `rate of ${nameOf[method]} at d = ${d}`,
            limit.rate,
            2 / Math.sqrt(d),
          ),
        ),
      ],
    };
  },
};

/** A statistic at the end, its median over runs, beside its limit. */
function settles(
  result: Pick<ComparisonResult, "runs">,
  method: string,
  statistic: string,
  what: string,
  limit: number,
  tolerance: number,
): FigureOutcome {
  const last = result.runs(method, statistic).map((run) => run[run.length - 1]);
  const [value] = quantiles(last, [0.5]);
  return {
    what: `${what} at t = ${horizon}`,
    value,
    expected: limit.toPrecision(4),
    holds: Math.abs(value / limit - 1) < tolerance,
  };
}
