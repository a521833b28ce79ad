import { describe, expect, it } from "vitest";
import {
  analyseData,
  createDataSet,
  type DataAnalysis,
  type DataCovariance,
  data,
  isDataFile,
  readCovarianceData,
} from "../../../src/spectrum/index.js";
import { bytesOf, sentenceOf } from "./matrices.js";

describe("data", () => {
  it("is the plain object of the experiment file, rows raw unless asked", () => {
    const covariance = data({ features: "f.csv", labels: "target" });
    expect(covariance).toEqual({ kind: "data", features: "f.csv", labels: "target", rows: "raw" });
    expect(isDataFile(covariance)).toBe(true);
  });

  it("in memory it is read and analysed", () => {
    const features = bytesOf("a,b,y\n1,0,2\n0,3,1\n1,1,1\n");
    const covariance = data({ features, labels: "y", rows: "normalize" });
    expect(isDataFile(covariance)).toBe(false);
    const analysis = readCovarianceData(covariance, "least-squares", 1);
    const numbersOf = ({ spectrum, optimum, rows }: DataAnalysis) => ({ spectrum, optimum, rows });
    const set = createDataSet({ features, labels: "y" });
    expect(numbersOf(analysis)).toEqual(numbersOf(analyseData(set, { rows: "normalize" })));
    expect(numbersOf(analysis)).not.toEqual(numbersOf(analyseData(set)));
  });

  it("paths are for those who read files", () => {
    expect(
      sentenceOf(() => readCovarianceData(data({ features: "f.csv", labels: "y" }), "least-squares", 1)),
    ).toMatch(/path "f\.csv"/);
    const nothing = { kind: "data", features: 3, labels: [1] } as unknown as DataCovariance;
    expect(sentenceOf(() => readCovarianceData(nothing, "least-squares", 1))).toMatch(/must be the bytes/);
  });
});
