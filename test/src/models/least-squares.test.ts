import { describe, expect, it } from "vitest";
import { createModel, leastSquares, type Model } from "../../../src/models/index.js";
import { gaussHermite } from "../../kit/gaussian-quadrature.js";
import {
  directionDeviation,
  gradientDeviation,
  momentDeviation,
  steinDeviation,
} from "../../kit/model-identities.js";

/** B = M Mᵀ, row by row. */
function gram(rows: number[][]): number[] {
  return rows.flatMap((a) => rows.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0)));
}

const oneOutput: Record<string, number[]> = {
  "a general B": gram([
    [1.1, 0.2],
    [0.4, 0.9],
  ]),
  "X = 0": [0, 0, 0, 1.3],
  "X = X*": [0.8, 0.8, 0.8, 0.8],
  "X = -2 X*": gram([[-2], [1]]),
};

const threeOutputs: Record<string, number[]> = {
  "a general B": gram([
    [1, 0.2, 0, 0.1, 0, 0.3],
    [0.3, 0.7, 0.1, 0, 0.2, 0],
    [-0.2, 0.4, 1.2, 0.3, 0, 0],
    [0.5, 0, 0.1, 0.9, 0, 0.2],
    [0, 0.6, 0, 0.1, 0.8, 0],
    [0.1, 0.1, 0.4, 0, 0, 1.1],
  ]),
  "X = 0": gram([[0], [0], [0], [1], [0.5], [-0.4]]),
  "X = X*": gram([
    [1, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 1],
    [1, 1],
  ]),
};

/** Exact for the quadratic polynomials that occur here. */
const exact = gaussHermite(2);

describe.each([
  ["one output, no noise", createModel(leastSquares()), oneOutput],
  ["one output, noise", createModel(leastSquares({ noiseStd: 0.5 })), oneOutput],
  ["three outputs, noise", createModel(leastSquares({ outputs: 3, noiseStd: 0.7 })), threeOutputs],
] as const)("least squares, %s", (_name, model, covariances) => {
  it.each(Object.keys(covariances))("G is the gradient of h at %s", (name) => {
    expect(gradientDeviation(model, covariances[name])).toBeLessThan(1e-9);
  });
  it.each(Object.keys(covariances))("B G = E r g^T at %s", (name) => {
    expect(steinDeviation(model, covariances[name], exact)).toBeLessThan(1e-13);
  });
  it.each(Object.keys(covariances))("h = E f and I = E g g^T at %s", (name) => {
    expect(momentDeviation(model, covariances[name], exact)).toBeLessThan(1e-13);
  });
  it("g is the gradient of f in x", () => {
    const fields = Array.from({ length: 2 * model.outputs }, (_, i) => Math.sin(1 + 3 * i));
    const noise = Array.from({ length: model.outputs }, (_, i) => Math.cos(2 + i));
    expect(directionDeviation(model, fields, noise)).toBeLessThan(1e-9);
  });
  it("the best risk is the risk at X = X*", () => {
    const B = Float64Array.from(covariances["X = X*"]);
    expect(model.risk(B)).toBeCloseTo(model.bestRisk(B) as number, 14);
  });
});

describe("a broken least-squares model fails the identity it breaks", () => {
  const model = createModel(leastSquares({ outputs: 3, noiseStd: 0.7 }));
  const B = threeOutputs["a general B"];
  const wrongGradient: Model = {
    ...model,
    gradient: (b, out) => {
      model.gradient(b, out);
      out[9] = -out[9];
    },
  };
  const noiseTakenForVariance = createModel(leastSquares({ outputs: 3, noiseStd: 0.49 }));
  it("G of the wrong sign", () => {
    expect(gradientDeviation(wrongGradient, B)).toBeGreaterThan(0.1);
    expect(
      gradientDeviation(createModel(leastSquares({ outputs: 3 })), B),
      "noise does not enter G",
    ).toBeLessThan(1e-9);
  });
  it("Stein's identity with the wrong sign", () => {
    expect(steinDeviation(wrongGradient, B, exact)).toBeGreaterThan(0.1);
  });
  it("a variance in the place of a standard deviation", () => {
    const mixed: Model = { ...model, directionSecondMoment: noiseTakenForVariance.directionSecondMoment };
    expect(momentDeviation(mixed, B, exact)).toBeGreaterThan(0.01);
  });
  it("a direction that forgets the noise's sign", () => {
    const flipped: Model = {
      ...model,
      direction: (r, noise, out) =>
        model.direction(
          r,
          noise.map((e) => -e),
          out,
        ),
    };
    expect(directionDeviation(flipped, [1, 2, 3, 4, 5, 6], [1, 1, 1])).toBeGreaterThan(0.1);
  });
});

describe("least squares in floating point", () => {
  it("neither h nor the diagonal of I falls below zero by rounding", () => {
    const model = createModel(leastSquares());
    const I = new Float64Array(1);
    // a − 2b + c rounds to −1.1e-16 here
    const B = Float64Array.of(0.1 + 0.2, 0.3 + 2 ** -54, 0.3 + 2 ** -54, 0.3);
    for (const b of [0.3, 0.30000000000000004, 0.3000000000000001]) {
      B[1] = b;
      B[2] = b;
      model.directionSecondMoment(B, I);
      expect(model.risk(B)).toBeGreaterThanOrEqual(0);
      expect(I[0]).toBeGreaterThanOrEqual(0);
    }
  });
  it("a covariance that is not a number stays so", () => {
    expect(createModel(leastSquares()).risk(new Float64Array(4).fill(Number.NaN))).toBeNaN();
  });
});

describe("least-squares data", () => {
  it("is plain and holds what was given", () => {
    expect(leastSquares({ noiseStd: 0.5 })).toEqual({ kind: "least-squares", noiseStd: 0.5 });
    expect(leastSquares()).toEqual({ kind: "least-squares" });
  });
  it.each([
    [{ noiseStd: -1 }, "noiseStd = -1"],
    [{ noiseStd: Number.NaN }, "noiseStd = NaN"],
    [{ noiseStd: Infinity }, "noiseStd = Infinity"],
    [{ outputs: 0 }, "outputs = 0"],
    [{ outputs: 1.5 }, "outputs = 1.5"],
  ])("refuses %o", (options, message) => {
    expect(() => leastSquares(options)).toThrow(message);
    expect(() => createModel({ kind: "least-squares", ...options })).toThrow(message);
  });
});
