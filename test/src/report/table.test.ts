import { describe, expect, it } from "vitest";
import type { EnsembleSeries, Series } from "../../../src/comparison/index.js";
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
        "*sgd  1.0000e-7    ± –      0.0800 [0.0300, –]     13 %      -0.188 ± 0.050 -3.8",
        "",
        "z: the largest difference / its own s.e.; picked over t, so |z| about 2 is common",
        "* over the runs not diverged by then, at the end sgd 2 of 4",
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
    expect(unstable).toMatch(/\n\*sgd +– +± – +– \[–, –\] +– /);
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

  it("says under the numbers what its headings cannot, and only where it applies", () => {
    const plain = resultTable(plainResult());
    expect(plain).toContain("\nz: the largest difference / its own s.e.; picked over t,");
    expect(plain).toContain("\nsd ratio: standard deviation over runs, first / second, at t = 5\n");
    expect(plain).not.toContain("\n*");
    const diverged = resultTable(divergedResult());
    expect(diverged).toMatch(/\n\*sgd +\d/);
    expect(diverged).toMatch(/\n\*hsgd − sgd /);
    expect(diverged).toMatch(/\n hsgd +\d/);
    expect(diverged).toMatch(/\n\* over the runs not diverged by then, at the end sgd \d+ of 24\n/);
    const unstable = resultTable(unstableResult());
    expect(unstable).toContain("at t = 60, or the last time that has one\n");
    const single = structuredClone(singleRunResult());
    expect(resultTable(single)).not.toMatch(/\n(z|sd ratio|\*)/);
    const once = structuredClone(plainResult());
    once.times = [1];
    expect(resultTable(once)).toContain("\nz: the largest difference / its own s.e.\n");
  });

  it("shows the means of every statistic asked for, and says which are left out", () => {
    const asked = (names: readonly string[]) => {
      const result = structuredClone(plainResult());
      for (const curves of Object.values(result.curves))
        for (const name of names) Object.assign(curves, { [name]: structuredClone(curves.risk) });
      return result;
    };
    const risk = resultTable(plainResult()).split("risk\n")[1].split("distance\n")[0];
    const [, cosine] = resultTable(asked(["cosine"])).split("\ncosine\n");
    const means = (rows: string) =>
      [...rows.matchAll(/^ (ode|hsgd|sgd) +(\d\S*)/gm)].map(([, a, b]) => [a, b]);
    expect(means(cosine)).toEqual(means(risk));
    expect(means(cosine)).toHaveLength(3);

    const many = resultTable(asked(Array.from({ length: 15 }, (_, i) => `overlap.1.${i + 1}`)));
    expect(many).toContain("\noverlap.1.12\n");
    expect(many).not.toContain("overlap.1.13");
    expect(many).toContain("\nand 3 more statistics, all in curves.csv\n");

    const unknown = asked(["cosine"]);
    for (const curves of Object.values(unknown.curves))
      if ("outcome" in curves) (curves.cosine as Series).fill(null);
      else (curves.cosine as EnsembleSeries).mean.fill(null);
    expect(resultTable(unknown)).not.toContain("\ncosine\n");
    expect(resultTable(unknown)).toContain("\nnot defined for this problem: cosine\n");
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
