import { describe, expect, it } from "vitest";
import {
  curveOf,
  hasRuns,
  isConstant,
  isDefined,
  referenceOf,
  standardErrors,
  statisticsOf,
} from "../../../src/report/curves.js";
import { noReferenceResult, plainResult, tinyResult } from "../../kit/sample-result.js";

describe("curves", () => {
  it("tells ensembles from single curves, and statistics from bookkeeping", () => {
    const { ode, sgd } = tinyResult().curves;
    expect([hasRuns(ode), hasRuns(sgd)]).toEqual([false, true]);
    expect([statisticsOf(ode), statisticsOf(sgd)]).toEqual([["risk"], ["risk"]]);
    expect(curveOf(ode, "outcome")).toBeUndefined();
    expect(curveOf(sgd, "alive")).toBeUndefined();
    expect(curveOf(sgd, "absent")).toBeUndefined();
    expect(curveOf(sgd, "risk")?.middle).toEqual([0.625, 0.26, 0.3]);
  });

  it("divides by the root of the runs alive", () => {
    const series = { mean: [1, 1, 1], standardDeviation: [3, 3, null], quantiles: {} };
    expect(standardErrors(series, [9, 4, 1])).toEqual([1, 1.5, null]);
  });

  it("knows what is constant, undefined, referred to", () => {
    expect(isConstant(plainResult(), "learningRate")).toBe(true);
    expect(isConstant(plainResult(), "risk")).toBe(false);
    expect([isDefined(tinyResult(), "risk"), isDefined(tinyResult(), "distance")]).toEqual([true, false]);
    expect([referenceOf(tinyResult()), referenceOf(noReferenceResult())]).toEqual(["ode", undefined]);
  });
});
