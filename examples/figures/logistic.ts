/**
 * Logistic regression at a constant rate: SGD and homogenized SGD beside the ODE that both concentrate on.
 *
 * After Hitting the High-Dimensional Notes (arXiv:2308.08977), its simulations of logistic regression. The settings are
 * chosen:
 *
 *     labels s(⟨a, X*⟩) (soft),  λ = 1.6 and 0.4 in equal parts,  ‖X*‖ = 2,  X₀ = 0,  γ = 6,  t ≤ 10
 *     quick   d = 2⁶, 2⁷, 2⁸, 2⁹, 16 runs each of both
 *     full    d = 2⁷, 2⁸ … 2¹², 24 runs each of both
 *
 * Expected: both bands about the ODE, not of the same width (they share the mean curve, not the fluctuations); the
 * sup-distance of both falls like d^(−½).
 *
 * Measured in full: slopes −0.46 ± 0.03 (SGD) and −0.49 ± 0.03 (homogenized SGD), whose distances are 1.8 times SGD's.
 */
import { atoms, constant, gaussian, logistic } from "homogenized-sgd";
import type { PaperFigure } from "homogenized-sgd/node";
import {
  acrossDimensions,
  bothBeside,
  distancePanel,
  distancesAcross,
  powersOfTwo,
  time,
} from "./concentration.js";

export const figure: PaperFigure = {
  name: "logistic",
  title: "Logistic regression: SGD and homogenized SGD concentrate on one ODE",
  after: "Hitting the High-Dimensional Notes (arXiv:2308.08977), logistic regression",
  async compute(options) {
    const dimensions = options.full ? powersOfTwo(7, 12) : powersOfTwo(6, 9);
    const runs = options.full ? 24 : 16;
    const across = await acrossDimensions(
      dimensions,
      (dimension) => ({
        dimension,
        covariance: atoms([1.6, 0.4], [0.5, 0.5]),
        model: logistic(),
        target: gaussian({ norm: 2 }),
      }),
      () => ({
        schedule: constant(6),
        horizon: 10,
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
    const largest = across.results[across.results.length - 1];
    const d = dimensions[dimensions.length - 1];
    return {
      setting: [
        "logistic regression, soft labels",
        "λ = 1.6, 0.4 in equal parts",
        "‖X*‖ = 2, X₀ = 0",
        "γ = 6",
        `lines: medians; bands and bars: 10–90 % of ${runs} runs`,
      ],
      panels: [
        { title: `Risk R(X), d = ${d}`, x: time, curves: bothBeside(largest, "risk") },
        { title: `‖X − X*‖², d = ${d}`, x: time, curves: bothBeside(largest, "distance") },
        distancePanel(
          dimensions,
          distances.map(({ curve }) => curve),
          "sup |· − ODE| / sup |ODE|, risk",
        ),
      ],
      outcomes: distances.map(({ outcome }) => outcome),
    };
  },
};
