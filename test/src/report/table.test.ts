import { describe, expect, it } from "vitest";
import { resultTable } from "../../../src/report/index.js";
import {
  decayingResult,
  divergedResult,
  logTimesResult,
  noReferenceResult,
  odeOnlyResult,
  partialResult,
  partialWithoutSgd,
  plainResult,
  rowsResult,
  singleRunResult,
  tinyResult,
  unstableResult,
} from "../../kit/sample-result.js";

describe("resultTable", () => {
  it("has this very text for a tiny result", () => {
    expect(resultTable(tinyResult())).toBe(
      [
        "tiny: least squares, noise std 0.5; d = 10; identity covariance; γ = 0.5; t ≤ 2; 4 runs; seed 7",
        "",
        "           mean         sup over t of |run − ode| rela-  mean − ode",
        "       at t = 2 ± s.e.      median [10 %, 90 %]    tive     largest  ± s.e.    z",
        "risk",
        " ode    0.18750",
        " sgd  1.0000e-7    ± –      0.0800 [0.0300, –]     13 %      -0.188 ± 0.050 -3.8",
        "",
        "diverged: sgd 2 of 4, the first at t = 0.9",
        "warning (diverged): 2 of 4 sgd runs diverged, the first at t = 0.9.",
        "",
      ].join("\n"),
    );
  });

  it("stays within a hundred columns and holds no number that is none", () => {
    for (const make of [
      decayingResult,
      divergedResult,
      logTimesResult,
      noReferenceResult,
      odeOnlyResult,
      partialResult,
      partialWithoutSgd,
      plainResult,
      rowsResult,
      singleRunResult,
      unstableResult,
    ]) {
      const table = resultTable(make());
      for (const line of table.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(100);
      expect(table).not.toMatch(/null|NaN|Infinity|undefined/);
      expect(table.endsWith("\n") && !table.endsWith("\n\n")).toBe(true);
    }
  });

  it("leaves the rate out where it is constant, and shows it where it moves", () => {
    expect(resultTable(plainResult())).not.toContain("learning rate");
    expect(resultTable(decayingResult())).toContain("\nlearning rate\n");
  });

  it("shows dashes for what one run cannot tell, or what diverged", () => {
    const single = resultTable(singleRunResult());
    expect(single).toMatch(/\n sgd +0\.\d+ +± – /);
    const unstable = resultTable(unstableResult());
    expect(unstable).toMatch(/\n sgd +– +± – +– \[–, –\] +– /);
    expect(unstable).toContain("diverged: hsgd 8 of 8, the first at t = ");
  });

  it("manages without a reference, and without runs", () => {
    const pairs = resultTable(noReferenceResult());
    expect(pairs).not.toContain("sup over t");
    expect(pairs).toMatch(/\n sgd − hsgd +sd ratio \d\.\d\d/);
    const ode = resultTable(odeOnlyResult());
    expect(ode).not.toContain("±");
    expect(ode).not.toContain("diverged");
  });

  it("calls a partial result one, and does not pass its runs off as those asked for", () => {
    const table = resultTable(partialResult());
    expect(table.split("\n\n")[0]).toMatch(/; partial result; seed 1$/);
    expect(table.split("\n\n")[0]).not.toContain("24 runs");
    expect(table).toContain("diverged: hsgd 0 of 24; sgd 0 of 5\n");
    expect(table).toContain("warning (interrupted): ");
    const without = resultTable(partialWithoutSgd());
    expect(without).toMatch(/\n hsgd +\d/);
    expect(without).not.toMatch(/\n sgd/);
    expect(resultTable(plainResult())).not.toContain("partial");
  });

  it("tells a difference that rounding makes from one that is there", () => {
    const result = structuredClone(decayingResult());
    for (const entry of result.agreement)
      if (entry.statistic === "learningRate")
        entry.meanDifference = { max: -2.2e-16, time: 0, standardError: 4.6e-17 };
    const after = resultTable(result).split("learning rate\n")[1];
    expect(after).not.toContain("e-1");
    for (const entry of result.agreement)
      if (entry.statistic === "learningRate")
        entry.meanDifference = { max: -2.2e-6, time: 0, standardError: 4.6e-7 };
    expect(resultTable(result).split("learning rate\n")[1]).toContain("-4.8");
  });
});
