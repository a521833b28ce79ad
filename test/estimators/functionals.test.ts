import { describe, expect, it } from "vitest";
import {
  cosine,
  excessRisk,
  gradientSquaredNorm,
  InputError,
  risk,
  squaredDistance,
  squaredNorm,
} from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";

/** Rows of W = [X | X*], d×m, and the weight q of each row: the definitions, with no overlap in between. */
const numbers = randomNumbers(1);
const [dimension, outputs] = [7, 2];
const m = 2 * outputs;
const W = Array.from({ length: dimension }, () => Array.from({ length: m }, () => numbers.normal()));
const eigenvalues = W.map((_, i) => (i + 1) / 4);
const G = Float64Array.from({ length: m * outputs }, () => numbers.normal());

const overlaps = (q: (lambda: number) => number): Float64Array =>
  Float64Array.from({ length: m * m }, (_, at) =>
    W.reduce((sum, row, i) => sum + q(eigenvalues[i]) * row[Math.floor(at / m)] * row[at % m], 0),
  );
const sumOver = (of: (row: number[], i: number) => number): number =>
  W.reduce((sum, row, i) => sum + of(row, i), 0);

describe("functionals from overlaps are those of the vectors", () => {
  it("‖X − X*‖² and its weighted kin", () => {
    const direct = (q: (lambda: number) => number, sign: number) =>
      sumOver(([x1, x2, y1, y2], i) => q(eigenvalues[i]) * ((x1 - sign * y1) ** 2 + (x2 - sign * y2) ** 2));
    expect(
      squaredDistance(
        overlaps(() => 1),
        outputs,
      ),
    ).toBeCloseTo(
      direct(() => 1, 1),
      12,
    );
    const square = (lambda: number) => lambda * lambda;
    expect(squaredDistance(overlaps(square), outputs)).toBeCloseTo(direct(square, 1), 12);
    const smaller = Math.min(
      direct(() => 1, 1),
      direct(() => 1, -1),
    );
    expect(
      squaredDistance(
        overlaps(() => 1),
        outputs,
        { upToSign: true },
      ),
    ).toBeCloseTo(smaller, 12);
  });

  it("‖X‖²", () => {
    const direct = sumOver(([x1, x2]) => x1 ** 2 + x2 ** 2);
    expect(
      squaredNorm(
        overlaps(() => 1),
        outputs,
      ),
    ).toBeCloseTo(direct, 12);
    // Every column a student's: the norm of all of W.
    expect(
      squaredNorm(
        overlaps(() => 1),
        m,
      ),
    ).toBeCloseTo(
      sumOver((row) => row.reduce((sum, w) => sum + w * w, 0)),
      12,
    );
  });

  it("‖∇R‖² of ∇R = KWG", () => {
    const column = (row: number[], k: number) => row.reduce((sum, w, p) => sum + w * G[p * outputs + k], 0);
    const direct = sumOver((row, i) =>
      [0, 1].reduce((sum, k) => sum + (eigenvalues[i] * column(row, k)) ** 2, 0),
    );
    expect(
      gradientSquaredNorm(
        overlaps((lambda) => lambda * lambda),
        G,
        outputs,
      ),
    ).toBeCloseTo(direct, 10);
    // Negative control: weighted by λ it is another number.
    const wrong = gradientSquaredNorm(
      overlaps((lambda) => lambda),
      G,
      outputs,
    );
    expect(Math.abs(wrong / direct - 1)).toBeGreaterThan(0.01);
  });

  it("the cosine", () => {
    const inner = sumOver(([x1, x2, y1, y2]) => x1 * y1 + x2 * y2);
    const student = sumOver(([x1, x2]) => x1 ** 2 + x2 ** 2);
    const teacher = sumOver(([, , y1, y2]) => y1 ** 2 + y2 ** 2);
    expect(
      cosine(
        overlaps(() => 1),
        outputs,
      ),
    ).toBeCloseTo(inner / Math.sqrt(student * teacher), 12);
  });

  it("risk and excess risk, by the h handed in", () => {
    const h = (B: Float64Array) => 0.5 * (B[0] - 2 * B[1] + B[3] + 0.25);
    expect(risk(h, Float64Array.of(4, 1, 1, 2))).toBe(2.125);
    expect(excessRisk(h, Float64Array.of(4, 1, 1, 2), 0.125)).toBe(2);
  });
});

describe("at the edges", () => {
  it("a distance that is 0 is not negative by rounding, and a negative weight is not hidden", () => {
    const x = 0.1;
    const almost = Float64Array.of(x * x, x * x * (1 + 2e-16), x * x, x * x);
    expect(squaredDistance(almost, 1)).toBe(0);
    expect(squaredDistance(Float64Array.of(-4, 0, 0, -1), 1)).toBe(-5);
  });

  it("the sign only counts where it cannot be told", () => {
    const opposite = Float64Array.of(4, -2, -2, 1);
    expect(squaredDistance(opposite, 1)).toBe(9);
    expect(squaredDistance(opposite, 1, { upToSign: false })).toBe(9);
    expect(squaredDistance(opposite, 1, { upToSign: true })).toBe(1);
    expect(squaredDistance(Float64Array.of(4, 2, 2, 1), 1, { upToSign: true })).toBe(1);
  });

  it("the cosine of parallel vectors is 1 at any scale, and NaN at zero", () => {
    for (const scale of [1e-200, 1, 1e200])
      expect(cosine(Float64Array.of(scale, scale, scale, scale), 1)).toBeCloseTo(1, 14);
    expect(cosine(Float64Array.of(0, 0, 0, 1), 1)).toBeNaN();
  });

  it("NaN goes through", () => {
    const S = Float64Array.of(Number.NaN, 0, 0, 1);
    expect(squaredDistance(S, 1)).toBeNaN();
    expect(squaredDistance(S, 1, { upToSign: true })).toBeNaN();
    expect(squaredNorm(S, 1)).toBeNaN();
  });

  it("matrices of another size are refused", () => {
    const S = new Float64Array(9);
    expect(() => squaredDistance(S, 1)).toThrow(InputError);
    expect(() => cosine(S, 1)).toThrow(InputError);
    expect(() => squaredNorm(new Float64Array(8), 1)).toThrow(InputError);
    expect(() => squaredNorm(S, 4)).toThrow(InputError);
    expect(() => gradientSquaredNorm(S, new Float64Array(4), 2)).toThrow(InputError);
    expect(() => squaredDistance(new Float64Array(0), 0)).toThrow(InputError);
  });
});
