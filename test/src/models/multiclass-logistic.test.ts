import { describe, expect, it } from "vitest";
import { createModel, logistic, type Model, multiclassLogistic } from "../../../src/models/index.js";
import { gram, randomCovariance, randomRows } from "../../kit/covariances.js";
import { fineTrapezoid, trapezoid } from "../../kit/gaussian-quadrature.js";
import {
  directionDeviation,
  gradientDeviation,
  momentDeviation,
  type Outcomes,
  steinDeviation,
} from "../../kit/model-identities.js";

const softmax = (x: readonly number[]) => {
  const sum = x.reduce((total, value) => total + Math.exp(value), 0);
  return x.map((value) => Math.exp(value) / sum);
};

/** The class drawn is the one in whose share of (0, 1) the uniform lies: one uniform in each, with its probability. */
const categorical =
  (classes: number): Outcomes =>
  (fields) => {
    let before = 0;
    return softmax(Array.from(fields.subarray(classes))).map((probability) => {
      before += probability;
      return { uniforms: [before - probability / 2], probability };
    });
  };

/** Fields of rank two, so that an independent rule over them is quick; its spacing resolves the poles of softmax. */
const rule = trapezoid(0.35, 7);
const teacher = randomRows(3, 2, 3, 0.5);
const zero = [0, 0];
const covariances: [string, number[]][] = [
  ["a general plane", randomCovariance(6, 2, 1, 0.5)],
  ["X = 0", gram([zero, zero, zero, ...teacher])],
  ["X = X*", gram([...teacher, ...teacher])],
  ["X* = 0", gram([...teacher, zero, zero, zero])],
  ["two equal classes", gram([teacher[0], teacher[0], teacher[1], ...teacher])],
];

describe.each([
  ["soft", createModel(multiclassLogistic({ classes: 3 })), undefined],
  ["hard", createModel(multiclassLogistic({ classes: 3, labels: "hard" })), categorical(3)],
] as const)("three classes, %s labels", (_name, model, outcomes) => {
  it.each(covariances)("h = E f and I = E g g^T at %s", (_, B) => {
    expect(momentDeviation(model, B, rule, outcomes)).toBeLessThan(1e-6);
  });
  it.each(covariances)("B G = E r g^T at %s", (_, B) => {
    expect(steinDeviation(model, B, rule, outcomes)).toBeLessThan(1e-7);
  });
  it("G is the gradient of h", () => {
    expect(gradientDeviation(model, randomCovariance(6, 6, 2), 1e-3)).toBeLessThan(1e-5);
  });
  it("g is the gradient of f in x", () => {
    for (const uniform of [0.01, 0.5, 0.99])
      expect(directionDeviation(model, [0.3, -2, 1, 0.2, 1, -1], [uniform])).toBeLessThan(1e-8);
  });
  it("f and g stay finite where the exponential does not", () => {
    const g = new Float64Array(3);
    const fields = Float64Array.of(800, -800, 0, -800, 800, 0);
    model.direction(fields, Float64Array.of(0.5), g);
    expect(model.loss(fields, Float64Array.of(0.5))).toBe(1600);
    expect(Array.from(g, (value) => value + 0)).toEqual([1, -1, 0]);
  });
  it("what is common to all classes counts for nothing", () => {
    const rows = randomRows(6, 3, 4);
    const moved = rows.map((row, i) => row.map((x, k) => x + (i < 3 ? [1, 2, 3] : [-1, 0.5, 2])[k]));
    const [I, J] = [new Float64Array(9), new Float64Array(9)];
    model.directionSecondMoment(Float64Array.from(gram(rows)), I);
    model.directionSecondMoment(Float64Array.from(gram(moved)), J);
    for (let q = 0; q < 9; q++) expect(Math.abs(I[q] - J[q])).toBeLessThan(1e-12);
    for (let i = 0; i < 3; i++) expect(Math.abs(I[3 * i] + I[3 * i + 1] + I[3 * i + 2])).toBeLessThan(1e-14);
  });
  it("the best risk is the risk at X = X*, and no X on its ray does better", () => {
    const at = (r: number) =>
      Float64Array.from(gram([...teacher.map((row) => row.map((x) => r * x)), ...teacher]));
    const best = model.bestRisk(at(0)) as number;
    expect(model.risk(at(1))).toBeCloseTo(best, 14);
    for (const r of [0, 0.5, 0.99, 1.01, 2]) expect(model.risk(at(r))).toBeGreaterThan(best);
  });
  it("is as exact as it says on wider fields", () => {
    const B = randomCovariance(6, 2, 1, 1.2);
    const error = model.quadratureError!(Float64Array.from(B));
    expect(error).toBeLessThan(1e-2);
    expect(momentDeviation(model, B, trapezoid(0.2, 7), outcomes)).toBeLessThan(3 * error);
  });
  it("says how exact it is: better than 1e-6 on narrow fields, worse on wide ones", () => {
    expect(model.quadratureError!(Float64Array.from(randomCovariance(6, 6, 5, 0.4)))).toBeLessThan(1e-6);
    expect(model.quadratureError!(Float64Array.from(randomCovariance(6, 6, 5, 4)))).toBeGreaterThan(1e-4);
  });
});

describe("two classes are the logistic model in the difference of their fields", () => {
  it.each(["soft", "hard"] as const)("%s labels", (labels) => {
    const two = createModel(multiclassLogistic({ classes: 2, labels }));
    const one = createModel(logistic({ labels }));
    expect(two.quadratureError).toBeUndefined();
    for (let seed = 1; seed <= 10; seed++) {
      const rows = randomRows(4, 3, seed, 1.5);
      const apart = (from: number) => rows[from].map((x, k) => x - rows[from + 1][k]);
      const B = Float64Array.from(gram(rows));
      const b = Float64Array.from(gram([apart(0), apart(2)]));
      const [G, g] = [new Float64Array(8), new Float64Array(2)];
      const [I, i] = [new Float64Array(4), new Float64Array(1)];
      two.gradient(B, G);
      one.gradient(b, g);
      two.directionSecondMoment(B, I);
      one.directionSecondMoment(b, i);
      expect(two.risk(B)).toBeCloseTo(one.risk(b), 12);
      expect(two.bestRisk(B)).toBeCloseTo(one.bestRisk(b) as number, 12);
      [1, -1, -1, 1].forEach((sign, q) => {
        expect(G[q]).toBeCloseTo(sign * g[0], 12);
        expect(G[4 + q]).toBeCloseTo(sign * g[1], 12);
        expect(I[q]).toBeCloseTo(sign * i[0], 12);
      });
      const fields = Float64Array.from(rows, (row) => row[0]);
      const differences = Float64Array.of(fields[0] - fields[1], fields[2] - fields[3]);
      const noise = Float64Array.of(0.1 * seed - 0.05);
      const [direction, difference] = [new Float64Array(2), new Float64Array(1)];
      two.direction(fields, noise, direction);
      one.direction(differences, noise, difference);
      expect(direction[0]).toBeCloseTo(difference[0], 14);
      expect(direction[1]).toBeCloseTo(-difference[0], 14);
      expect(two.loss(fields, noise)).toBeCloseTo(one.loss(differences, noise), 13);
    }
  });
  it("wide fields included, where Gauss–Hermite has few digits left", () => {
    const two = createModel(multiclassLogistic({ classes: 2 }));
    const rows = randomRows(4, 2, 3, 5);
    const width = Math.max(...rows.map((row) => Math.hypot(...row)));
    expect(momentDeviation(two, gram(rows), fineTrapezoid(1.5 * width, 6.5))).toBeLessThan(1e-8);
  });
});

describe("many classes, whose I is integrated over a lattice", () => {
  it.each([5, 10])("%i classes: off by no more than six times what they say", (classes) => {
    for (const labels of ["soft", "hard"] as const) {
      const model = createModel(multiclassLogistic({ classes, labels }));
      const B = randomCovariance(2 * classes, 2, classes, 0.7);
      const outcomes = labels === "hard" ? categorical(classes) : undefined;
      const error = model.quadratureError!(Float64Array.from(B));
      expect(error).toBeLessThan(0.02);
      expect(momentDeviation(model, B, trapezoid(0.5, 6), outcomes)).toBeLessThan(6 * error);
      expect(steinDeviation(model, B, trapezoid(0.5, 6), outcomes)).toBeLessThan(6 * error);
    }
  });
});

describe("a broken model fails the identity it breaks", () => {
  const soft = createModel(multiclassLogistic({ classes: 3 }));
  const hard = createModel(multiclassLogistic({ classes: 3, labels: "hard" }));
  const [, B] = covariances[0];
  it("hard labels without their own variance", () => {
    const mixed: Model = { ...hard, directionSecondMoment: soft.directionSecondMoment };
    expect(momentDeviation(mixed, B, rule, categorical(3))).toBeGreaterThan(0.1);
  });
  it("the teacher's block of G of the wrong sign", () => {
    const mixed: Model = {
      ...soft,
      gradient(b, out) {
        soft.gradient(b, out);
        for (let q = 9; q < 18; q++) out[q] = -out[q];
      },
    };
    expect(steinDeviation(mixed, B, rule)).toBeGreaterThan(0.01);
    expect(gradientDeviation(mixed, randomCovariance(6, 6, 2), 1e-3)).toBeGreaterThan(0.1);
  });
  it("a teacher's J that is not made anew for another teacher", () => {
    const other = Float64Array.from(randomCovariance(6, 6, 9));
    const risk = soft.risk(other);
    soft.risk(Float64Array.from(B));
    expect(soft.risk(other)).toBe(risk);
    expect(soft.risk(other)).not.toBe(soft.risk(Float64Array.from(B)));
  });
});

describe("multiclass-logistic data", () => {
  it("is plain and holds what was given", () => {
    expect(multiclassLogistic({ classes: 4 })).toEqual({ kind: "multiclass-logistic", classes: 4 });
  });
  it.each([
    [{ classes: 1 }, "classes = 1"],
    [{ classes: 2.5 }, "classes = 2.5"],
    [{ classes: undefined }, "classes = undefined"],
    [{ classes: 3, labels: "both" }, 'labels = "both", but labels are soft or hard'],
  ])("refuses %o", (options, message) => {
    const data = options as Parameters<typeof multiclassLogistic>[0];
    expect(() => multiclassLogistic(data)).toThrow(message);
    expect(() => createModel({ kind: "multiclass-logistic", ...data })).toThrow(message);
  });
});
