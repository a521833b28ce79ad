import { expect, it } from "vitest";
import { atoms, data, dense, density, describeCovariance } from "../../../src/spectrum/index.js";

it("names matrices, functions and data sets, and leaves the file's kinds as they are", () => {
  expect(describeCovariance(atoms([1], [1]))).toEqual({ kind: "atoms", eigenvalues: [1], weights: [1] });
  expect(describeCovariance(dense([[2]], { normalize: "trace" }))).toEqual({
    kind: "dense",
    dimension: 1,
    normalize: "trace",
  });
  expect(describeCovariance(density({ of: () => 1, min: 0, max: 2 }))).toEqual({
    kind: "density",
    of: "function",
    min: 0,
    max: 2,
  });
  const file = { features: "f.csv", labels: "l.npy" };
  expect(describeCovariance(data(file))).toEqual({ kind: "data", ...file, rows: "raw" });
  const features = [[1], [2]];
  expect(describeCovariance(data({ features, labels: [1, 2], rows: "normalize" }))).toEqual({
    kind: "data",
    features: "numbers in memory",
    labels: "numbers in memory",
    rows: "normalize",
  });
  const named = data({ features, labels: [1, 2], featuresName: "f.csv", labelsName: "l.csv" });
  expect(describeCovariance(named)).toEqual({
    kind: "data",
    features: "f.csv",
    labels: "l.csv",
    rows: "raw",
  });
});
