import { describe, expect, it } from "vitest";
import type { ResultJson } from "../../../src/comparison/index.js";
import { choosePanels, drawnTimes } from "../../../src/report/panels.js";
import {
  decayingResult,
  divergedResult,
  logTimesResult,
  plainResult,
  rowsResult,
  singleRunResult,
  unstableResult,
} from "../../kit/sample-result.js";

const statistics = (result: ResultJson) => choosePanels(result).map(({ statistic }) => statistic);

describe("choosePanels", () => {
  it("shows the excess risk where it falls further than the risk, the rate where it moves", () => {
    expect(statistics(plainResult())).toEqual(["risk", "distance"]);
    expect(statistics(decayingResult())).toEqual(["risk", "excessRisk", "distance", "learningRate"]);
    // Without noise the excess risk is the risk.
    expect(statistics(logTimesResult())).toEqual(["risk", "distance"]);
  });

  it("shows the norm where there is no distance", () => {
    const result = structuredClone(plainResult());
    for (const curves of Object.values(result.curves)) {
      const nulls = result.times.map(() => null);
      curves.distance = Array.isArray(curves.distance)
        ? nulls
        : { mean: nulls, standardDeviation: nulls, quantiles: { "0.1": nulls, "0.5": nulls, "0.9": nulls } };
    }
    expect(statistics(result)).toEqual(["risk", "norm"]);
  });

  it("draws the ODE last, bands only of several runs, and none whose end is at infinity", () => {
    const [risk] = choosePanels(rowsResult());
    expect(risk.curves.map(({ method }) => method)).toEqual(["sgd", "sgd-rows", "hsgd", "ode"]);
    const [single] = choosePanels(singleRunResult());
    expect(single.curves.flatMap(({ points }) => points).every(({ low }) => low === null)).toBe(true);
    const sgd = choosePanels(divergedResult())[0].curves[0].points;
    const ended = sgd.filter(({ high }) => high === null);
    expect(ended.length).toBeGreaterThan(0);
    expect(ended.every(({ low, value }) => low === null && value !== null)).toBe(true);
  });

  it("does not let an ODE on its way to overflow stretch the axis", () => {
    const result = unstableResult();
    const [risk] = choosePanels(result);
    const ode = (result.curves.ode.risk as number[]).map((value) => value ?? Number.POSITIVE_INFINITY);
    expect(Math.max(...ode)).toBeGreaterThan(1e50);
    expect(risk.axis.domain[1]).toBeLessThan(2e4 * ode[0]);
  });

  it("shows the way out of a curve that is beyond at the first step", () => {
    const result = structuredClone(plainResult());
    const { length } = result.times;
    result.curves = {
      ode: {
        outcome: "finished",
        risk: Array.from({ length }, (_, i) => Number(`1e${12 * i}`)),
      },
    };
    const [risk] = choosePanels(result);
    expect(risk.axis.scale).toBe("log");
    expect(risk.axis.domain[1]).toBeGreaterThan(1e12);
    expect(risk.axis.domain[1]).toBeLessThan(1e13);
  });
});

describe("drawnTimes", () => {
  it("goes logarithmic for geometric times alone, and drops t = 0 there", () => {
    const log = drawnTimes(logTimesResult());
    expect(log.axis).toMatchObject({ scale: "log", domain: [0.02, 40] });
    expect(log.indices[0]).toBe(1);
    const linear = drawnTimes(plainResult());
    expect(linear.axis).toMatchObject({ scale: "linear", domain: [0, 5] });
    expect(linear.indices.length).toBe(51);
  });

  it("ends soon after every curve has left, and no sooner", () => {
    const { indices } = drawnTimes(unstableResult());
    const { times, curves } = unstableResult();
    const last = times[indices[indices.length - 1]];
    const divergences = ["sgd", "hsgd"].flatMap((method) =>
      (curves[method] as { divergenceTimes: { time: number }[] }).divergenceTimes.map(({ time }) => time),
    );
    expect(last).toBeGreaterThanOrEqual(Math.max(...divergences));
    expect(last).toBeLessThan(0.2 * times[times.length - 1]);
    expect(drawnTimes(divergedResult()).axis.domain[1]).toBe(5);
  });
});
