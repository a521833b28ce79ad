import { describe, expect, it } from "vitest";
import { divergences } from "../../../src/report/divergence.js";
import { plainResult, tinyResult } from "../../kit/sample-result.js";

describe("divergences", () => {
  it("counts the runs and tells the first time", () => {
    expect(divergences(tinyResult(), (method) => method.toUpperCase())).toEqual([
      { method: "sgd", times: [0.9, 1.4], sentence: "2 of 4 runs of SGD diverged, the first at t = 0.9" },
    ]);
  });

  it("says when a deterministic curve stopped being finite", () => {
    const result = tinyResult();
    Object.assign(result.curves.ode, { outcome: "diverged", divergedAt: 1.25 });
    expect(divergences(result, (method) => method)[0]).toEqual({
      method: "ode",
      times: [1.25],
      sentence: "ode diverged at t = 1.25",
    });
  });

  it("has nothing to say where nothing diverged", () => {
    expect(divergences(plainResult(), (method) => method)).toEqual([]);
  });
});
