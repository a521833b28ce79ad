import { describe, expect, it } from "vitest";
import { centredModel } from "../../../src/models/centred.js";
import { createModel, phaseRetrieval } from "../../../src/models/index.js";
import type { CentredForms } from "../../../src/models/model.js";
import { sectorPoints } from "../../kit/gaussian-quadrature.js";

const models = (["smooth", "lipschitz"] as const).map((variant) => {
  const model = createModel(phaseRetrieval({ variant }));
  const { centred, ...ordinary } = model;
  return { variant, own: centred as CentredForms, translated: centredModel(ordinary) };
});
const [smooth, lipschitz] = models;

/** D, f, c of e and y with standard deviations and correlation. */
const covariance = (e: number, y: number, rho: number) =>
  Float64Array.of(e * e, e * y * rho, e * y * rho, y * y);

/** Everything a form gives at C: risk, excess risk, G′, I. */
function all(forms: CentredForms, C: Float64Array): number[] {
  const G = new Float64Array(2);
  const I = new Float64Array(1);
  forms.gradient(C, G);
  forms.directionSecondMoment(C, I);
  return [forms.risk(C), forms.excessRisk(C) as number, G[0], G[1], I[0]];
}
const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected);

const shapes: [string, Float64Array][] = [
  ["a general C", covariance(0.9, 1.3, 0.4)],
  ["a negative correlation", covariance(1.4, 0.8, -0.7)],
  ["e parallel to y", covariance(0.6, 1.2, 1)],
  ["e opposite to y", covariance(0.5, 1.2, -1)],
  ["a weak start, e near −y", Float64Array.of(1.0084, -1.0034, -1.0034, 1)],
  ["a student on the far side", covariance(2.2, 1.1, -0.95)],
  ["no teacher", covariance(0.8, 0, 0)],
  ["a student much wider", covariance(40, 0.3, 0.2)],
  ["just within u = 1/2", Float64Array.of(0.2499, 0, 0, 1)],
  ["just beyond u = 1/2", Float64Array.of(0.2501, 0, 0, 1)],
];

describe.each(models)("phase retrieval in e = x − y, $variant", ({ own, translated }) => {
  it.each(shapes)("is the model at x = e + y where nothing cancels: %s", (_, C) => {
    const expected = all(translated, C);
    const a = C[0] + 2 * C[1] + C[3];
    // What the ordinary form adds up: up to sixth powers of the widths.
    const size = Math.max(1, a ** 3, C[3] ** 3);
    all(own, C).forEach((value, i) => {
      // Without a teacher the lower row of G′ has nothing to act on.
      if (i !== 3 || C[3] > 0) expect(Math.abs(value - expected[i])).toBeLessThan(1e-12 * size);
    });
  });
  it("has the same sample direction", () => {
    const [got, expected] = [new Float64Array(1), new Float64Array(1)];
    const none = new Float64Array(0);
    for (const [e, y] of [
      [0.3, -0.8],
      [-4, 2],
      [7, -3],
      [1e-3, 5],
      [-1.5, 1.5],
      [0.4, 0],
      [-2, 1],
      [0, 0],
    ]) {
      own.direction(Float64Array.of(e, y), none, got);
      translated.direction(Float64Array.of(e, y), none, expected);
      expect(Math.abs(got[0] - expected[0])).toBeLessThanOrEqual(1e-12 * Math.abs(expected[0]));
    }
  });
  it("is exactly the optimum at e = 0", () => {
    for (const c of [0, 1e-8, 1, 300]) {
      const [risk, excess, , lower, moment] = all(own, Float64Array.of(0, 0, 0, c));
      expect([risk, excess, lower, moment]).toEqual([0, 0, 0, 0]);
    }
  });
  it("nothing is left at X = −X* and at X = 0 but rounding", () => {
    const scale = 1.44 ** 3;
    expect(all(own, covariance(2.4, 1.2, -1))[0]).toBeLessThan(1e-14 * scale);
    const [, , , , moment] = all(smooth.own, covariance(1.2, 1.2, -1));
    expect(moment).toBeLessThan(1e-13 * scale);
  });
  it("C G′ = E (e, y) gᵀ, by Stein", () => {
    for (const [, C] of shapes.filter(([, { 0: D }]) => D < 30)) {
      const [, , top, bottom] = all(own, C);
      const g = new Float64Array(1);
      let [withE, withY] = [0, 0];
      const kinks = [
        [1, 1],
        [0, 1],
      ];
      for (const { fields, normals, weight } of sectorPoints(C, kinks)) {
        own.direction(fields, normals, g);
        withE += weight * fields[0] * g[0];
        withY += weight * fields[1] * g[0];
      }
      const [D, f, , c] = C;
      const size = Math.max(D, c) * Math.max(Math.abs(top), Math.abs(bottom));
      expect(Math.abs(D * top + f * bottom - withE)).toBeLessThan(1e-11 * size);
      expect(Math.abs(f * top + c * bottom - withY)).toBeLessThan(1e-11 * size);
    }
  });
});

describe("phase retrieval as e → 0", () => {
  const scaled: [string, number, number, number][] = [
    ["a general C", 0.8, 0.5, 1.7],
    ["e parallel to y", 0.5, Math.sqrt(0.5 * 1.7), 1.7],
    ["e opposite to y", 1.7, -1.7, 1.7],
    ["narrow teachers", 2e-4, 1e-5, 1e-4],
  ];
  const at = (epsilon: number, D: number, f: number, c: number) =>
    Float64Array.of(epsilon * epsilon * D, epsilon * f, epsilon * f, c);

  it.each(scaled)("smooth: the leading terms Dc + 2f², 4f and 12c(Dc + 4f²), %s", (_, D, f, c) => {
    for (const epsilon of [1e-9, 1e-12, 1e-40, 1e-100]) {
      const [, excess, , lower, moment] = all(smooth.own, at(epsilon, D, f, c));
      expect(relative(excess / epsilon ** 2, D * c + 2 * f * f)).toBeLessThan(1e-14 + 1e2 * epsilon);
      expect(relative(lower / epsilon, 4 * f)).toBeLessThan(1e-14 + 1e2 * epsilon);
      expect(relative(moment / epsilon ** 2, 12 * c * (D * c + 4 * f * f))).toBeLessThan(
        1e-14 + 1e2 * epsilon,
      );
    }
  });
  it.each(scaled)("Lipschitz: the leading terms D/2, (2/π)sf/c² and D, %s", (_, D, f, c) => {
    for (const epsilon of [1e-9, 1e-12, 1e-40, 1e-100]) {
      const [, excess, top, lower, moment] = all(lipschitz.own, at(epsilon, D, f, c));
      const s = D * c - f * f > 1e-12 ? Math.sqrt(D * c - f * f) : 0;
      expect(relative(excess / epsilon ** 2, D / 2)).toBeLessThan(1e-14 + 1e2 * epsilon);
      expect(relative(moment / epsilon ** 2, D)).toBeLessThan(1e-14 + 1e2 * epsilon);
      expect(relative(top, 1 - ((2 / Math.PI) * epsilon * s) / c)).toBeLessThan(1e-14 + 1e2 * epsilon ** 2);
      if (s === 0) expect(lower + 0).toBe(0);
      else
        expect(relative(lower / epsilon ** 2, ((2 / Math.PI) * s * f) / c ** 2)).toBeLessThan(
          1e-12 + 1e2 * epsilon,
        );
    }
  });
  it("is continuous where the series begins, at u = 1/2", () => {
    for (const f of [-0.1, 0, 0.3]) {
      // s = b/2 with c = 1: D = f² + (1 + f)²/4
      const D = f * f + (1 + f) ** 2 / 4;
      const [below, above] = [D * (1 - 1e-15), D * (1 + 1e-15)].map((value) =>
        all(lipschitz.own, Float64Array.of(value, f, f, 1)),
      );
      below.forEach((value, i) => {
        expect(Math.abs(value - above[i])).toBeLessThan(2e-14);
      });
    }
  });
  it("the forms at x = e + y have lost those digits at ε = 1e-8", () => {
    const [D, f, c] = [0.8, 0.5, 1.7];
    const C = at(1e-8, D, f, c);
    expect(relative(all(smooth.translated, C)[1] / 1e-16, D * c + 2 * f * f)).toBeGreaterThan(1e-2);
    expect(relative(all(lipschitz.translated, C)[1] / 1e-16, D / 2)).toBeGreaterThan(1e-3);
    expect(
      relative(
        all(lipschitz.translated, C)[3] / 1e-16,
        ((2 / Math.PI) * Math.sqrt(D * c - f * f) * f) / c ** 2,
      ),
    ).toBeGreaterThan(1e-2);
  });
});
