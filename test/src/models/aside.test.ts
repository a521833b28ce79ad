/** Losses of one's own with kinks, where a field is a combination of others: at a start from zero, and at X = X*. */
import { beforeAll, describe, expect, it } from "vitest";
import { loadFormulas } from "../../../sde/index.js";
import {
  createModel,
  customModel,
  lossExpression,
  type Model,
  type ModelData,
} from "../../../src/models/index.js";

beforeAll(loadFormulas);

const text = (loss: string, noiseStd = 0) => createModel(lossExpression({ loss, noiseStd }));

function formsOf(model: Model, B: readonly number[]): { risk: number; G: number[]; I: number } {
  const [overlaps, G, I] = [Float64Array.from(B), new Float64Array(2), new Float64Array(1)];
  model.gradient(overlaps, G);
  model.directionSecondMoment(overlaps, I);
  return { risk: model.risk(overlaps), G: [...G], I: I[0] };
}

/** No student yet, and a student that is the teacher. */
const atZero = [0, 0, 0, 1.3];
const atTarget = [0.9, 0.9, 0.9, 0.9];

describe("kinks that move with a field without a pivot", () => {
  it.each<[string, string, ModelData]>([
    ["absolute error", "abs(x - y - noise)", { kind: "absolute-error", noiseStd: 0.5 }],
    [
      "Huber",
      "abs(x - y - noise) < 0.7 ? 0.5*(x - y - noise)^2 : 0.7*abs(x - y - noise) - 0.245",
      { kind: "huber", threshold: 0.7, noiseStd: 0.5 },
    ],
  ])("%s: G is that of the model it spells, the part that B says nothing of as well", (_name, loss, data) => {
    const [own, builtIn] = [text(loss, 0.5), createModel(data)];
    for (const B of [atZero, atTarget]) {
      const [got, expected] = [formsOf(own, B), formsOf(builtIn, B)];
      got.G.forEach((value, p) => {
        expect(value).toBeCloseTo(expected.G[p], 8);
      });
    }
  });
});

describe("a field that lies on a kink with certainty", () => {
  it("a logistic loss spelt by |x| has the values it has without", () => {
    const own = text("log(1 + exp(-abs(x))) + max(x, 0) - x/(1 + exp(-y))");
    const [got, expected] = [formsOf(own, atZero), formsOf(createModel({ kind: "logistic" }), atZero)];
    expect(got.risk).toBeCloseTo(expected.risk, 10);
    expect(got.I).toBeCloseTo(expected.I, 10);
    got.G.forEach((value, p) => {
      expect(value).toBeCloseTo(expected.G[p], 10);
    });
  });
  it("a direction that jumps there counts with both of its sides", () => {
    // g = sgn x − y and g = 1(x > 0) y, on either side of x = 0.
    const magnitude = formsOf(text("abs(x) - x*y"), atZero);
    expect(magnitude.I).toBeCloseTo(1 + 1.3, 10);
    expect(magnitude.G[1]).toBeCloseTo(-1, 10);
    const half = formsOf(text("max(x, 0)*y"), atZero);
    expect(half.I).toBeCloseTo(0.5 * 1.3, 10);
    expect(half.G[1]).toBeCloseTo(0.5, 10);
    // The slope across the jump is infinite: 0 stands for it.
    expect([magnitude.G[0], half.G[0]]).toEqual([0, expect.closeTo(0, 10)]);
  });
  it("as functions, too, when they are told or found", () => {
    const loss = (x: Float64Array, y: Float64Array) => Math.max(x[0], 0) * y[0];
    const direction = (x: Float64Array, y: Float64Array, out: Float64Array) => {
      out[0] = x[0] > 0 ? y[0] : 0;
    };
    for (const kinks of [[[1, 0]], undefined]) {
      const own = createModel(customModel({ loss, direction, ...(kinks && { kinks }) }));
      expect(formsOf(own, atZero).G[1]).toBeCloseTo(0.5, 10);
    }
  });
});
