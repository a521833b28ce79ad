import { describe, expect, it } from "vitest";
import { centredModel } from "../../../src/models/centred.js";
import { createModel, logistic } from "../../../src/models/index.js";
import type { CentredForms } from "../../../src/models/model.js";
import { fineTrapezoid } from "../../kit/gaussian-quadrature.js";

const models = (["soft", "hard"] as const).map((labels) => {
  const model = createModel(logistic({ labels }));
  const { centred, ...ordinary } = model;
  return { labels, own: centred as CentredForms, translated: centredModel(ordinary) };
});
const [soft, hard] = models;

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

const exp = Math.exp;
const slope = (x: number) => exp(-Math.abs(x)) / (1 + exp(-Math.abs(x))) ** 2;
/** E f(y), y ~ N(0, c), independent of src/gaussian. */
function mean(c: number, f: (y: number) => number): number {
  const { nodes, weights } = fineTrapezoid(Math.sqrt(c));
  return nodes.reduce((sum, z, i) => sum + weights[i] * f(Math.sqrt(c) * z), 0);
}

const shapes: [string, Float64Array][] = [
  ["a general C", covariance(0.9, 1.3, 0.4)],
  ["a negative correlation", covariance(1.4, 0.8, -0.7)],
  ["e parallel to y", covariance(0.6, 1.2, 1)],
  ["e opposite to y", covariance(0.5, 1.2, -1)],
  ["the start at zero, e = −y", covariance(1.1, 1.1, -1)],
  ["a student on the far side, e = −2y", covariance(2.2, 1.1, -1)],
  ["no teacher", covariance(0.8, 0, 0)],
  ["students as wide as teachers", covariance(0.6, 1.3, -0.3 / 1.3)],
  ["near and wide fields", covariance(0.7, 20, 0.5)],
  ["far and wide fields", covariance(9, 5, 0.5)],
  ["a student much wider", covariance(40, 0.3, 0.2)],
  ["just within |a − c| = c/4", covariance(0.4, 2, (0.249 * 4 - 0.16) / 1.6)],
  ["just beyond |a − c| = c/4", covariance(0.4, 2, (0.251 * 4 - 0.16) / 1.6)],
];

describe.each(models)("logistic in e = x − y, $labels labels", ({ own, translated, labels }) => {
  it.each(shapes)("is the model at x = e + y where nothing cancels: %s", (_, C) => {
    const expected = all(translated, C);
    // The translated excess is a difference of two risks, right to rounding of those.
    all(own, C).forEach((value, i) => {
      const size = i === 1 ? expected[0] : Math.max(Math.abs(expected[i]), i === 3 ? expected[2] : 0);
      expect(Math.abs(value - expected[i])).toBeLessThan(1e-11 * size);
    });
  });
  it("is the model at x = e + y at two hundred C of every shape", () => {
    for (let k = 1; k <= 200; k++) {
      const [p, q, r] = [0.7548776662 * k, 0.5698402909 * k, 0.4301597091 * k].map((x) => x - Math.floor(x));
      const C = covariance(0.1 + 4 * p, 4 * q, 2 * r - 1);
      const expected = all(translated, C);
      all(own, C).forEach((value, i) => {
        const size = i === 1 ? expected[0] : Math.max(Math.abs(expected[i]), i === 3 ? expected[2] : 0);
        expect(Math.abs(value - expected[i])).toBeLessThan(1e-11 * size);
      });
    }
  });
  it("has the same sample direction, and one that never overflows", () => {
    const [got, expected] = [new Float64Array(1), new Float64Array(1)];
    for (const [e, y] of [
      [0.3, -0.8],
      [-4, 2],
      [7, -3],
      [1e-3, 5],
      [1600, -800],
      [-1600, 800],
      [800, 800],
      [-800, -800],
    ])
      for (const uniform of [0.01, 0.99]) {
        own.direction(Float64Array.of(e, y), Float64Array.of(uniform), got);
        translated.direction(Float64Array.of(e, y), Float64Array.of(uniform), expected);
        expect(Math.abs(got[0] - expected[0])).toBeLessThanOrEqual(1e-12 * Math.abs(expected[0]));
      }
  });
  it("is exactly the optimum at e = 0", () => {
    for (const c of [0, 1e-8, 1, 300]) {
      const C = Float64Array.of(0, 0, 0, c);
      const [risk, excess, , difference, moment] = all(own, C);
      expect(excess).toBe(0);
      expect(difference).toBe(0);
      if (labels === "soft") expect(moment).toBe(0);
      else expect(relative(moment, mean(c, slope))).toBeLessThan(1e-11);
      expect(risk).toBe(translated.risk(C));
    }
  });
  it("is not a number for a covariance that is not finite", () => {
    for (const C of [
      [Infinity, 0, 0, 1],
      [1, 0, 0, Infinity],
      [Number.NaN, 0, 0, 1],
      [0.5, Number.NaN, Number.NaN, 1],
    ])
      for (const value of all(own, Float64Array.from(C))) expect(value).toBeNaN();
  });
});

/** Excess, the lower entry of G′ and I to leading order in e: ½ E s'(y)e², f E s'''(y), E s'(y)²e². */
function leading(D: number, f: number, c: number): [number, number, number] {
  // e = (f/c) y + an independent rest
  const beta = c > 0 ? f / c : 0;
  const rest = D - beta * f;
  const third = (x: number) => slope(x) * (1 - 6 * slope(x));
  return [
    0.5 * mean(c, (y) => slope(y) * (beta * beta * y * y + rest)),
    f * mean(c, third),
    mean(c, (y) => slope(y) ** 2 * (beta * beta * y * y + rest)),
  ];
}

describe("logistic as e → 0", () => {
  const scaled: [string, number, number, number][] = [
    ["a general C", 0.8, 0.5, 1.7],
    ["e parallel to y", 0.5, Math.sqrt(0.5 * 1.7), 1.7],
    ["e opposite to y", 1.7, -1.7, 1.7],
    ["wide fields", 1.3, -4, 60],
    ["narrow teachers", 2, 0.01, 1e-4],
  ];
  const at = (epsilon: number, D: number, f: number, c: number) =>
    Float64Array.of(epsilon * epsilon * D, epsilon * f, epsilon * f, c);

  it.each(scaled)("every digit of the expansion's leading term stays: %s", (_, D, f, c) => {
    const [excess, difference, moment] = leading(D, f, c);
    // The next term of each expansion is smaller by ε (in units of y's width, where that is small).
    for (const epsilon of [1e-9, 1e-10, 1e-11, 1e-12, 1e-40, 1e-100]) {
      const C = at(epsilon, D, f, c);
      for (const { own } of models) {
        const [, gotExcess, , gotDifference] = all(own, C);
        expect(relative(gotExcess / epsilon ** 2, excess)).toBeLessThan(1e-6);
        expect(relative(gotDifference / epsilon, difference)).toBeLessThan(1e-6);
      }
      expect(relative(all(soft.own, C)[4] / epsilon ** 2, moment)).toBeLessThan(1e-6);
    }
    // At ε → 0 nothing but rounding and the rules is left.
    const tiny = all(soft.own, at(1e-30, D, f, c));
    expect(relative(tiny[1] / 1e-60, excess)).toBeLessThan(1e-10);
    expect(relative(tiny[3] / 1e-30, difference)).toBeLessThan(1e-10);
    expect(relative(tiny[4] / 1e-60, moment)).toBeLessThan(1e-10);
  });
  it("goes as D where there is no teacher: excess D/8, I = D/16", () => {
    for (const D of [1e-9, 1e-12, 1e-100]) {
      const [, excess, , , moment] = all(soft.own, Float64Array.of(D, 0, 0, 0));
      expect(relative(excess, D / 8)).toBeLessThan(D + 1e-11);
      expect(relative(moment, D / 16)).toBeLessThan(D + 1e-11);
    }
  });
  it("has directions s'(y)e to leading order, either sign", () => {
    const g = new Float64Array(1);
    for (const y of [-30, -2, 0, 0.4, 30])
      for (const e of [1e-12, -1e-12, 1e-100, -1e-100]) {
        soft.own.direction(Float64Array.of(e, y), Float64Array.of(0), g);
        expect(relative(g[0], slope(y) * e)).toBeLessThan(1e-11);
      }
  });
  it("the forms at x = e + y have lost those digits at ε = 1e-8", () => {
    const [D, f, c] = [0.8, 0.5, 1.7];
    const [excess, difference, moment] = leading(D, f, c);
    const [, gotExcess, , gotDifference, gotMoment] = all(soft.translated, at(1e-8, D, f, c));
    expect(relative(gotExcess / 1e-16, excess)).toBeGreaterThan(1e-2);
    expect(relative(gotDifference / 1e-8, difference)).toBeGreaterThan(1e-10);
    expect(relative(gotMoment / 1e-16, moment)).toBeGreaterThan(1e-9);
    const g = new Float64Array(1);
    soft.translated.direction(Float64Array.of(1e-8, 0.4), Float64Array.of(0), g);
    expect(relative(g[0], slope(0.4) * 1e-8)).toBeGreaterThan(1e-9);
  });
  it("I is continuous where its form changes, at D = 1, and the excess at |a − c| = c/4", () => {
    const [below, above] = [1 - 2 ** -50, 1 + 2 ** -50];
    for (const f of [-0.9, -0.2, 0, 0.5, 1])
      for (const c of [1.0001, 3, 100]) {
        const moments = [below, above].map((D) => all(soft.own, Float64Array.of(D, f, f, c))[4]);
        expect(relative(moments[0], moments[1])).toBeLessThan(2e-11);
        for (const sign of [-1, 1]) {
          // D = 0.3, so f = (±c/4 − D)/2; kept where C is positive
          const edge = (sign * c * 0.25 - 0.3) / 2;
          if (edge * edge > 0.3 * c) continue;
          const excesses = [edge - 1e-14, edge + 1e-14].map(
            (g) => all(soft.own, Float64Array.of(0.3, g, g, c))[1],
          );
          expect(relative(excesses[0], excesses[1])).toBeLessThan(1e-11);
        }
      }
  });
  it("C G′ = E (e, y) gᵀ, by Stein", () => {
    for (const [, C] of shapes.filter(([, { 0: D, 3: c }]) => D < 30 && c < 30)) {
      const [, , top, bottom] = all(soft.own, C);
      const [D, f, , c] = C;
      const beta = c > 0 ? f / Math.sqrt(c) : 0;
      const gamma = Math.sqrt(Math.max(0, D - beta * beta));
      const rule = fineTrapezoid(Math.sqrt(Math.max(D, c, D + 2 * f + c)));
      const g = new Float64Array(1);
      let [withE, withY] = [0, 0];
      rule.nodes.forEach((z1, i) => {
        rule.nodes.forEach((z2, j) => {
          const fields = Float64Array.of(beta * z1 + gamma * z2, Math.sqrt(c) * z1);
          soft.own.direction(fields, Float64Array.of(0), g);
          withE += rule.weights[i] * rule.weights[j] * fields[0] * g[0];
          withY += rule.weights[i] * rule.weights[j] * fields[1] * g[0];
        });
      });
      const size = Math.max(D, c) * Math.max(top, Math.abs(bottom));
      expect(Math.abs(D * top + f * bottom - withE)).toBeLessThan(1e-11 * size);
      expect(Math.abs(f * top + c * bottom - withY)).toBeLessThan(1e-11 * size);
    }
  });
  it("hard labels add m(c) to I and nothing else", () => {
    for (const [, C] of shapes) {
      const [a, b] = [all(soft.own, C), all(hard.own, C)];
      expect(b.slice(0, 4)).toEqual(a.slice(0, 4));
      expect(b[4] - a[4]).toBeCloseTo(mean(C[3], slope), 12);
    }
  });
});
