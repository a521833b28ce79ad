import { describe, expect, it } from "vitest";
import {
  type Covariance,
  covarianceKinds,
  createSpectrum,
  data,
  dense,
  identity,
} from "../../../src/spectrum/index.js";
import { sentenceOf } from "./matrices.js";

describe("createSpectrum", () => {
  it("refuses an unknown kind and lists the known ones", () => {
    const message = sentenceOf(() => createSpectrum({ kind: "wishart" } as unknown as Covariance, 3));
    expect(message).toMatch(/"wishart"/);
    for (const kind of covarianceKinds) expect(message).toContain(kind);
    expect(sentenceOf(() => createSpectrum(undefined as unknown as Covariance, 3))).toMatch(
      /covariance is missing: give one of kind identity/,
    );
  });

  it.each([0, -3, 2.5, Number.NaN, -Number.POSITIVE_INFINITY, 2 ** 31, undefined])(
    "refuses dimension %s",
    (d) => {
      expect(sentenceOf(() => createSpectrum(identity(), d))).toMatch(/whole number from 1/);
    },
  );

  it("refuses a normalize it does not know", () => {
    const covariance = { kind: "identity", normalize: "norm" } as unknown as Covariance;
    expect(sentenceOf(() => createSpectrum(covariance, 2))).toMatch(/normalize is "norm"/);
  });

  it("takes the dimension of a matrix or a data set, and refuses another", () => {
    const matrix = dense([
      [2, 1],
      [1, 2],
    ]);
    expect(createSpectrum(matrix).dimension).toBe(2);
    expect(createSpectrum(matrix, 2).dimension).toBe(2);
    expect(sentenceOf(() => createSpectrum(matrix, 3))).toMatch(/2×2 matrix but dimension is 3/);
    const table = data({ features: [[1], [3]], labels: [0, 1] });
    expect(createSpectrum(table).eigenvalues[0]).toBe(5);
    expect(sentenceOf(() => createSpectrum(table, 2))).toMatch(/1 features but dimension is 2/);
  });
});
