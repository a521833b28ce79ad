/** Over blocks of samples, as text is integrated, a loss has the bits it has one sample after the other, as functions are. */
import { beforeAll, expect, it } from "vitest";
import { loadFormulas, readFormulaSync } from "../../../sde/index.js";
import { createModel, customModel, lossExpression } from "../../../src/models/index.js";
import { randomCovariance } from "../../kit/covariances.js";

beforeAll(loadFormulas);

it.each([
  ["tanh units", "0.5*(tanh(x) - tanh(y) - noise)^2", 1, 1, undefined],
  ["two outputs", "0.5*(x1 - tanh(y1) - noise1)^2 + 0.5*(tanh(x2) - y1*y2 - noise2)^2", 2, 2, undefined],
  ["two outputs, clipped", "0.5*(x1 - tanh(y1) - noise1)^2 + 0.5*(tanh(x2) - y2)^2 + x2*noise2", 2, 2, 1.5],
] as const)("%s", (_name, loss, outputs, noises, clip) => {
  const numbered = (letter: string) =>
    outputs === 1 ? [letter] : Array.from({ length: outputs }, (_, i) => `${letter}${i + 1}`);
  const [student, teacher] = [numbered("x"), numbered("y")];
  const formula = readFormulaSync(loss, [
    ...student,
    ...teacher,
    ...(noises === 1 ? ["noise"] : ["noise1", "noise2"]),
  ]);
  const slopes = student.map((name) => formula.derivative(name));
  const values = new Float64Array(2 * outputs + noises);
  const at = (x: Float64Array, y: Float64Array, e: Float64Array) => {
    values.set(x);
    values.set(y, outputs);
    values.set(e, 2 * outputs);
    return values;
  };
  const shared = { noiseStd: 0.5, ...(clip !== undefined && { clip }) };
  const text = createModel(lossExpression({ loss, ...shared }));
  const functions = createModel(
    customModel({
      ...shared,
      outputs,
      noises,
      kinks: [],
      loss: (x, y, e) => formula.evaluate(at(x, y, e)),
      direction(x, y, out, e) {
        slopes.forEach((slope, i) => {
          out[i] = slope.evaluate(at(x, y, e));
        });
      },
    }),
  );
  const m = 2 * outputs;
  // Of two outputs there are six numbers to integrate over: once is enough.
  const covariances = [randomCovariance(m, m, 3, 0.5), ...(outputs === 1 ? [randomCovariance(m, 1, 4)] : [])];
  for (const B of covariances.map((entries) => Float64Array.from(entries))) {
    const means = [text, functions].map((model) => {
      const [G, I] = [new Float64Array(m * outputs), new Float64Array(outputs ** 2)];
      model.gradient(B, G);
      model.directionSecondMoment(B, I);
      return [model.risk(B), ...G, ...I];
    });
    expect(means[0]).toEqual(means[1]);
    expect(means[0].every(Number.isFinite)).toBe(true);
  }
});
