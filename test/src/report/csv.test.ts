import { describe, expect, it } from "vitest";
import type { EnsembleCurves, EnsembleSeries } from "../../../src/comparison/index.js";
import { curvesCsv } from "../../../src/report/index.js";
import { rowsResult, tinyResult } from "../../kit/sample-result.js";

describe("curvesCsv", () => {
  it("has this very text for a tiny result: 0.1/√3 in full, null empty, mean alone for the ODE", () => {
    expect(curvesCsv(tinyResult())).toBe(
      [
        "method,statistic,time,mean,standardDeviation,standardError,q0.1,q0.5,q0.9,alive",
        "ode,risk,0,0.625,,,,,,",
        "ode,risk,1,0.25,,,,,,",
        "ode,risk,2,0.1875,,,,,,",
        "sgd,risk,0,0.625,0,0,0.625,0.625,0.625,4",
        "sgd,risk,1,0.3,0.1,0.05773502691896258,0.21,0.26,,3",
        "sgd,risk,2,1e-7,,,0.17,0.3,,2",
        "",
      ].join("\n"),
    );
  });

  it("reads back as the numbers of the result, every one of them", () => {
    const result = rowsResult();
    const lines = curvesCsv(result).trimEnd().split("\n").slice(1);
    const statistics = ["risk", "excessRisk", "distance", "learningRate", "norm"];
    expect(lines.length).toBe(Object.keys(result.curves).length * statistics.length * result.times.length);
    expect(lines.join("")).not.toMatch(/null|NaN|Infinity|undefined/);
    const read = lines.filter((line) => line.startsWith("sgd-rows,norm,")).map((line) => line.split(","));
    const rows = result.curves["sgd-rows"] as EnsembleCurves;
    const norm = rows.norm as EnsembleSeries;
    expect(read.map((fields) => Number(fields[2]))).toEqual(result.times);
    expect(read.map((fields) => Number(fields[3]))).toEqual(norm.mean);
    expect(read.map((fields) => (fields[8] === "" ? null : Number(fields[8])))).toEqual(
      norm.quantiles["0.9"],
    );
    expect(read.map((fields) => Number(fields[9]))).toEqual(rows.alive);
  });

  it("puts a name with a comma in quotes", () => {
    const result = tinyResult();
    const ode = result.curves.ode as Record<string, unknown>;
    ode['tr "q", squared'] = [1, 2, 3];
    expect(curvesCsv(result)).toContain('ode,"tr ""q"", squared",0,1,,,,,,\n');
  });
});
