/**
 * An erf committee of two units learning one of two: the plateau on which both units are alike, and the specialisation
 * that ends it. SGD and homogenized SGD beside the ODE.
 *
 * After Hitting the High-Dimensional Notes (arXiv:2308.08977), multi-index models, and Saad and Solla (Phys. Rev. E 52,
 * 4225, 1995), whose committee this is. The settings are chosen:
 *
 *     f = ½(erf(x₁/√2) + erf(x₂/√2) − erf(y₁/√2) − erf(y₂/√2))²,  K = I,  γ = 1.5,  t ≤ 50
 *     start: ‖X_i‖² = 0.25,  X_i·X*_i = 0.15,  all other products 0;  teachers orthonormal
 *     quick   d = 2⁶, 2⁷, 2⁸, 16 runs each of both
 *     full    d = 2⁷, 2⁸ … 2¹¹, 16 runs each of both
 *
 * Expected: the overlaps X_i·X*_k of the own and of the other unit first grow alike, then part; the risk goes to 0 after
 * a plateau. The sup-distance of both falls like d^(−½).
 *
 * Measured in full: slopes −0.51 ± 0.08 (SGD) and −0.51 ± 0.04 (homogenized SGD); overlaps 0.94 apart at the end.
 */
import { committee, constant, identity } from "homogenized-sgd";
import type { PaperFigure } from "homogenized-sgd/node";
import {
  acrossDimensions,
  bandOf,
  bothBeside,
  distancePanel,
  distancesAcross,
  odeOf,
  powersOfTwo,
  time,
} from "./concentration.js";

const horizon = 50;
const overlaps = [
  [0.25, 0, 0.15, 0],
  [0, 0.25, 0, 0.15],
  [0.15, 0, 1, 0],
  [0, 0.15, 0, 1],
];

export const figure: PaperFigure = {
  name: "committee",
  title: "An erf committee: a plateau, then units that specialise",
  after: "Hitting the High-Dimensional Notes (arXiv:2308.08977), multi-index models",
  async compute(options) {
    const dimensions = options.full ? powersOfTwo(7, 11) : powersOfTwo(6, 8);
    const runs = 16;
    const across = await acrossDimensions(
      dimensions,
      (dimension) => ({
        dimension,
        covariance: identity(),
        model: committee({ activation: "erf", student: [1, 1], teacher: [1, 1] }),
        overlaps,
      }),
      () => ({
        schedule: constant(1.5),
        horizon,
        methods: ["ode", "hsgd", "sgd"],
        runs,
        seed: 1,
        hsgd: { scheme: "heun", step: 0.05 },
        save: { statistics: ["overlaps"] },
      }),
      options,
    );
    const distances = [
      { method: "sgd", name: "SGD", look: "sgd" } as const,
      { method: "hsgd", name: "homogenized SGD", look: "hsgd" } as const,
    ].map((one) => distancesAcross(across, { statistic: "risk", ...one }));
    const largest = across.results[across.results.length - 1];
    const d = dimensions[dimensions.length - 1];
    const [own, other] = ["overlap.1.3", "overlap.1.4"].map((statistic) => {
      const run = largest.runs("ode", statistic)[0];
      return run[run.length - 1];
    });
    return {
      setting: [
        "erf committee, two units learning two",
        "K = I",
        "γ = 1.5",
        "‖X₁‖² = ‖X₂‖² = 0.25, X₁·X*₁ = X₂·X*₂ = 0.15 at t = 0",
        `lines: medians; bands and bars: 10–90 % of ${runs} runs`,
      ],
      panels: [
        {
          title: `Risk R(X), d = ${d}`,
          x: time,
          y: { log: true, domain: [3e-4, 0.5] },
          curves: bothBeside(largest, "risk"),
        },
        {
          title: `Overlaps of unit 1, SGD at d = ${d}`,
          x: time,
          // X₁·X*₂ starts at 0, up to rounding.
          y: { log: false },
          curves: [
            bandOf(largest, "sgd", "overlap.1.3", { name: "X₁·X*₁", look: 0.25 }),
            bandOf(largest, "sgd", "overlap.1.4", { name: "X₁·X*₂", look: 0.9 }),
            odeOf(largest, "overlap.1.3"),
            odeOf(largest, "overlap.1.4"),
          ],
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
          what: `X₁·X*₁ less X₁·X*₂ of the ODE at t = ${horizon}`,
          value: own - other,
          expected: "above 0.9: specialised",
          holds: own - other > 0.9,
        },
      ],
    };
  },
};
