/** The theorem of concentration.test.ts for losses that no built-in model spells. */
import { beforeAll, describe, expect, it } from "vitest";
import { atoms, constant, loadFormulas, lossExpression, type ModelData } from "../../../src/index.js";
import { concentrationSlope, type Scaling } from "../../kit/concentration.js";

beforeAll(loadFormulas);

const dimensions = [40, 120, 360];
const scaling = (model: ModelData, rate: number): Scaling => ({
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model,
  overlaps: [
    [1, 0.2],
    [0.2, 1],
  ],
  schedule: constant(rate),
  horizon: 1,
});
const r = "(x - y)";
/** The loss whose mean is least at the 0.8 quantile. */
const pinball = lossExpression({ loss: `max(-0.8*${r}, 0.2*${r})` });
/** c²/6 (1 − (1 − r²/c²)³) up to c = 2, constant beyond. */
const biweight = lossExpression({
  loss: `abs(${r}) < 2 ? 2/3*(1 - (1 - ${r}^2/4)^3) : 2/3`,
});
const cases: [string, Scaling][] = [
  ["the pinball loss, a maximum", scaling(pinball, 1)],
  ["Tukey's biweight, a conditional", scaling(biweight, 1)],
];

describe.each(cases)("%s", (_name, scaled) => {
  it("sup-distance of SGD from the ODE shrinks like d^(−1/2)", async () => {
    const shared = { method: "sgd", statistic: "risk", dimensions, runs: 24, seed: 5, points: 11 } as const;
    const { interval } = await concentrationSlope({ ...scaled, ...shared });
    expect(interval[0]).toBeLessThan(-0.5);
    expect(interval[1]).toBeGreaterThan(-0.5);
    expect(interval[1]).toBeLessThan(-0.1);
  });
});

it("sees a dynamics that follows another curve (negative control)", async () => {
  const shared = { method: "sgd", statistic: "risk", dimensions, runs: 24, seed: 5, points: 11 } as const;
  const other = { ...cases[1][1], ...shared, referenceSchedule: constant(0.1) };
  expect((await concentrationSlope(other)).interval[0]).toBeGreaterThan(-0.5);
});
