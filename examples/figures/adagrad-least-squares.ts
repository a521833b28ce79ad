/**
 * AdaGrad-Norm on least squares with label noise 1: risk and learning rate of SGD and homogenized SGD draw together,
 * as d grows, on those of the ODE.
 *
 * After The High Line (arXiv:2405.19585), figure 1, left. Only the noise is known from there; the rest is chosen:
 *
 *     K = I,  ‖X*‖ = 1,  X₀ = 0,  σ = 1,  η = 1,  b = 0.3,  t ≤ 5
 *     quick   d = 2⁶, 2⁷, 2⁸, 2⁹, 20 runs each of both
 *     full    d = 2⁸, 2⁹ … 2¹⁴, 20 runs each to 2¹¹, then 12, 10 and 6
 *
 * Expected: the rate starts at η/b = 3.3, beyond the threshold 2 of a stable one, so the risk rises first; b grows with
 * it, and the rate falls like η/(σ√t) while the risk goes to σ²/2. The distance of both to the ODE falls
 * like d^(−½), of the risk and of the rate. (Homogenized SGD sums the expected gradients, SGD those of its samples, so that
 * its rate keeps nearer.)
 *
 * Measured in full: slopes −0.55 ± 0.023 (risk) and −0.48 ± 0.05 (rate) of SGD, which is 0.7 % off the ODE at d = 2¹⁴. In
 * the quick version: −0.54 and −0.51 of homogenized SGD.
 */
import { adagradNorm, gaussian, identity, leastSquares } from "homogenized-sgd";
import type { PaperFigure } from "homogenized-sgd/node";
import {
  acrossDimensions,
  bothAcross,
  bothDistances,
  distancePanel,
  powersOfTwo,
  time,
} from "./concentration.js";

const horizon = 5;
const schedule = adagradNorm({ eta: 1, b: 0.3 });

export const figure: PaperFigure = {
  name: "adagrad-least-squares",
  title: "AdaGrad-Norm on noisy least squares concentrates as d grows",
  after: "The High Line (arXiv:2405.19585), figure 1, left",
  async compute(options) {
    const dimensions = options.full ? powersOfTwo(8, 14) : powersOfTwo(6, 9);
    const runsAt = (d: number) => (d <= 2048 ? 20 : d <= 4096 ? 12 : d <= 8192 ? 10 : 6);
    const across = await acrossDimensions(
      dimensions,
      (dimension) => ({
        dimension,
        covariance: identity(),
        model: leastSquares({ noiseStd: 1 }),
        target: gaussian({ norm: 1 }),
      }),
      (d) => ({
        schedule,
        horizon,
        methods: ["ode", "hsgd", "sgd"],
        runs: runsAt(d),
        seed: 1,
        hsgd: { scheme: "heun" },
      }),
      options,
    );
    const distances = bothDistances(across);
    return {
      setting: [
        "least squares, σ = 1",
        "K = I",
        "‖X*‖ = 1, X₀ = 0",
        "γ = η/√(b² + ∑‖ga‖²/d²), η = 1, b = 0.3",
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
      outcomes: distances.map(({ outcome }) => outcome),
    };
  },
};
