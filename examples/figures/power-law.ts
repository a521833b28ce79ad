/**
 * Least squares under a power-law covariance at a constant rate: the risks of SGD and of homogenized SGD draw together,
 * as d grows, on those of the ODE.
 *
 * After Hitting the High-Dimensional Notes (arXiv:2308.08977), its concentration of the risk. The settings are chosen:
 *
 *     λ_i ∝ i^(−1/3), tr K/d = 1,  σ = 0.3,  ‖X*‖ = 1,  X₀ = 0,  γ = 0.8,  t ≤ 8
 *     quick   d = 2⁶, 2⁷, 2⁸, 2⁹, 16 runs each of both
 *     full    d = 2⁷, 2⁸ … 2¹², 24 runs each of both
 *
 * The exponent is below 1, so that no direction carries a share of the trace: λ_max/tr K falls like d^(−2/3).
 *
 * Expected: the sup-distance of both falls like d^(−½); the risk goes to the floor (σ²/2)/(1 − γ/2) = 0.075.
 *
 * Measured in full: slopes −0.45 ± 0.03 (SGD) and −0.45 ± 0.025 (homogenized SGD); the ODE's risk 0.0754 at the end.
 */
import { constant, gaussian, leastSquares, powerLaw } from "homogenized-sgd";
import type { PaperFigure } from "homogenized-sgd/node";
import {
  acrossDimensions,
  bandsAcross,
  distancePanel,
  distancesAcross,
  powersOfTwo,
  time,
} from "./concentration.js";

const horizon = 8;
const rate = 0.8;
const noiseStd = 0.3;
const floor = noiseStd ** 2 / 2 / (1 - rate / 2);

export const figure: PaperFigure = {
  name: "power-law",
  title: "Least squares under a power law: both concentrate as d grows",
  after: "Hitting the High-Dimensional Notes (arXiv:2308.08977), concentration of the risk",
  async compute(options) {
    const dimensions = options.full ? powersOfTwo(7, 12) : powersOfTwo(6, 9);
    const runs = options.full ? 24 : 16;
    const across = await acrossDimensions(
      dimensions,
      (dimension) => ({
        dimension,
        covariance: powerLaw({ exponent: 1 / 3, normalize: "trace" }),
        model: leastSquares({ noiseStd }),
        target: gaussian({ norm: 1 }),
      }),
      () => ({
        schedule: constant(rate),
        horizon,
        methods: ["ode", "hsgd", "sgd"],
        runs,
        seed: 1,
        hsgd: { scheme: "heun" },
      }),
      options,
    );
    const distances = [
      { method: "sgd", name: "SGD", look: "sgd" } as const,
      { method: "hsgd", name: "homogenized SGD", look: "hsgd" } as const,
    ].map((one) => distancesAcross(across, { statistic: "risk", ...one }));
    const [last] = across.results[across.results.length - 1].runs("ode", "risk")[0].slice(-1);
    const level = { name: "floor", look: "limit", x: [0, horizon], y: [floor, floor] };
    return {
      setting: [
        "least squares, σ = 0.3",
        "λ_i = c·i^(−1/3), tr K/d = 1",
        "‖X*‖ = 1, X₀ = 0",
        "γ = 0.8",
        `lines: medians; bands and bars: 10–90 % of ${runs} runs`,
      ],
      panels: [
        {
          title: "Risk R(X) of SGD",
          x: time,
          y: { log: true },
          curves: [...bandsAcross(across, "risk"), level],
        },
        {
          title: "Risk R(X) of homogenized SGD",
          x: time,
          y: { log: true },
          curves: [...bandsAcross(across, "risk", "hsgd"), level],
        },
        distancePanel(
          dimensions,
          distances.map(({ curve }) => curve),
          "sup |· − ODE| / sup |ODE|, risk",
        ),
      ],
      outcomes: [
        ...distances.map(({ outcome }) => outcome),
        {
          what: `risk of the ODE at t = ${horizon}`,
          value: last,
          expected: `${floor.toPrecision(3)}, the floor, within a tenth`,
          holds: last > floor && last < 1.1 * floor,
        },
      ],
    };
  },
};
