/** Losses that are formulas where quadrature comes to its end: many fields, narrow steps, curved bends. */
import { beforeAll, describe, expect, it } from "vitest";
import { loadFormulas } from "../../../sde/index.js";
import { createModel, lossExpression, type ModelData } from "../../../src/models/index.js";
import { randomCovariance, randomRows } from "../../kit/covariances.js";
import { modelDistance } from "../../kit/same-model.js";

beforeAll(loadFormulas);

describe("three fields and more, as far as quadrature goes", () => {
  const unit = (field: string) => `erf(${field}/sqrt(2))`;
  const two = `0.5*(${unit("x1")} + 0.5*${unit("x2")} - 0.8*${unit("y1")})^2`;
  const committee: ModelData = { kind: "committee", activation: "erf", student: [1, 0.5], teacher: [0.8] };

  it("two erf units and their teacher, where fields are of unit width or less", () => {
    const [own, builtIn] = [createModel(lossExpression({ loss: two })), createModel(committee)];
    for (const size of [0.3, 1]) {
      const B = randomCovariance(3, 3, 1, size);
      expect(modelDistance(own, builtIn, B)).toBeLessThan(1e-7);
      expect(own.quadratureError!(Float64Array.from(B))).toBeLessThan(1e-6);
    }
  });
  it("where they are steps of a few hundredths of the fields' widths digits are lost, and the error says so", () => {
    const [own, builtIn] = [createModel(lossExpression({ loss: two })), createModel(committee)];
    const B = randomCovariance(3, 3, 2, 6);
    const error = own.quadratureError!(Float64Array.from(B));
    expect(error).toBeGreaterThan(0.2 * modelDistance(own, builtIn, B));
    expect(error).toBeGreaterThan(1e-6);
  });
  it("two relu units and their teacher, whose kinks lie in three directions, with noise and without", () => {
    for (const noiseStd of [0, 0.4]) {
      const own = createModel(
        lossExpression({ loss: "0.5*(max(0, x1) + 0.5*max(0, x2) - 0.8*max(0, y) - noise)^2", noiseStd }),
      );
      const builtIn = createModel({
        kind: "committee",
        activation: "relu",
        student: [1, 0.5],
        teacher: [0.8],
        noiseStd,
      });
      const B = randomCovariance(3, 3, 1);
      expect(modelDistance(own, builtIn, B)).toBeLessThan(1e-6);
      expect(own.quadratureError!(Float64Array.from(B))).toBeLessThan(1e-6);
    }
  });
  it("logistic regression of three classes, also far out", () => {
    const sum = (kind: string) => `(exp(${kind}1) + exp(${kind}2) + exp(${kind}3))`;
    const own = createModel(
      lossExpression({ loss: `log${sum("x")} - (x1*exp(y1) + x2*exp(y2) + x3*exp(y3))/${sum("y")}` }),
    );
    const builtIn = createModel({ kind: "multiclass-logistic", classes: 3 });
    // Two directions among the six fields are integrated as such; six are left to a lattice, by both models.
    const B = Float64Array.from(randomCovariance(6, 2, 1));
    const risk = builtIn.risk(B);
    expect(Math.abs(own.risk(B) / risk - 1)).toBeLessThan(5.4 * builtIn.quadratureError!(B));
    const [g, expected] = [new Float64Array(3), new Float64Array(3)];
    for (const [k, fields] of randomRows(20, 6, 2, 30).entries()) {
      // From ordinary fields to those in the hundreds.
      const values = Float64Array.from(fields, (value) => value * (k + 1));
      own.direction(values, new Float64Array(0), g);
      builtIn.direction(values, new Float64Array(0), expected);
      g.forEach((value, i) => {
        expect(Math.abs(value - expected[i])).toBeLessThan(1e-12);
      });
      const loss = builtIn.loss(values, new Float64Array(0));
      expect(Math.abs(own.loss(values, new Float64Array(0)) - loss)).toBeLessThan(1e-12 * (1 + 100 * k));
    }
  });
});

describe("curved jumps and bends", () => {
  it.each([
    "x^2 + y^2 < 1 ? 0.5*(x - y)^2 : 0.1*x^2",
    "abs(x^2 + y^2 - 1)",
    "x*y < 1 ? x^2 : 2*x^2",
    "max(x^2, abs(y))",
  ])("%s: they are not found, and the error says so", (loss) => {
    const model = createModel(lossExpression({ loss }));
    // Narrow and wide: where all nodes of the coarsest rule are outside, too.
    for (const [a, b, c] of [
      [1, 0.5, 1],
      [4, 1, 3],
    ])
      expect(model.quadratureError!(Float64Array.of(a, b, b, c))).toBeGreaterThan(1e-5);
  });
  it("the mean is off by less than it says", () => {
    const model = createModel(lossExpression({ loss: "x^2 + y^2 < 1 ? 1 : 2" }));
    for (const width of [0.5, 1, 2, 3]) {
      const B = Float64Array.of(width * width, 0, 0, width * width);
      const exact = 1 + Math.exp(-0.5 / (width * width));
      expect(Math.abs(model.risk(B) / exact - 1)).toBeLessThan(model.quadratureError!(B));
    }
  });
});
