/**
 * AdaGrad-Norm on logistic regression without noise: risk and learning rate of SGD and homogenized SGD draw
 * together, as d grows, on those of the ODE.
 *
 * After The High Line (arXiv:2405.19585), figure 1, right. The settings are chosen:
 *
 *     labels s(⟨a, X*⟩) (soft),  K = I,  ‖X*‖ = 2,  X₀ = 0,  η = 4,  b = 0.3,  t ≤ 8
 *     quick   d = 2⁶, 2⁷, 2⁸, 2⁹, 20 runs each of both
 *     full    d = 2⁸, 2⁹ … 2¹³, 20 runs each to 2¹¹, then 12
 *
 * Expected: a rate of 13 makes the risk rise first; once b has grown the risk falls to the best attainable, and the rate
 * to a constant above 0, for the gradients die out. The distance of both to the ODE falls like d^(−½), of the
 * risk and of the rate.
 *
 * Measured in full: slopes −0.51 ± 0.024 (risk) and −0.53 ± 0.026 (rate) of SGD, −0.51 ± 0.05 and −0.57 ± 0.07 of
 * homogenized SGD.
 */
import { adagradNorm, gaussian, identity, logistic } from "homogenized-sgd";
import type { PaperFigure } from "homogenized-sgd/node";
import {
  acrossDimensions,
  bothAcross,
  bothDistances,
  distancePanel,
  powersOfTwo,
  time,
} from "./concentration.js";

const horizon = 8;
const schedule = adagradNorm({ eta: 4, b: 0.3 });

export const figure: PaperFigure = {
  name: "adagrad-logistic",
  title: "AdaGrad-Norm on logistic regression concentrates as d grows",
  after: "The High Line (arXiv:2405.19585), figure 1, right",
  async compute(options) {
    const dimensions = options.full ? powersOfTwo(8, 13) : powersOfTwo(6, 9);
    const across = await acrossDimensions(
      dimensions,
      (dimension) => ({
        dimension,
        covariance: identity(),
        model: logistic(),
        target: gaussian({ norm: 2 }),
      }),
      (d) => ({
        schedule,
        horizon,
        methods: ["ode", "hsgd", "sgd"],
        runs: d <= 2048 ? 20 : 12,
        seed: 1,
        hsgd: { scheme: "heun" },
      }),
      options,
    );
    const distances = bothDistances(across);
    const ode = across.results[across.results.length - 1];
    const [lastExcess] = ode.runs("ode", "excessRisk")[0].slice(-1);
    return {
      setting: [
        "logistic regression, soft labels",
        "K = I",
        "‖X*‖ = 2, X₀ = 0",
        "γ = η/√(b² + ∑‖ga‖²/d²), η = 4, b = 0.3",
        "HSGD: homogenized SGD",
        "lines: medians; bands and bars: 10–90 % of runs",
      ],
      panels: [
        { title: "Risk R(X)", x: time, curves: bothAcross(across, "risk") },
        { title: "Learning rate γ", x: time, curves: bothAcross(across, "learningRate") },
        distancePanel(
          dimensions,
          distances.map(({ curve }) => curve),
          "sup |· − ODE| / sup |ODE|",
        ),
      ],
      outcomes: [
        ...distances.map(({ outcome }) => outcome),
        {
          what: `excess risk of the ODE at t = ${horizon}`,
          value: lastExcess,
          expected: "below 0.01, on its way to 0",
          holds: lastExcess >= 0 && lastExcess < 0.01,
        },
      ],
    };
  },
};
