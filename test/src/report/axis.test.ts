import { describe, expect, it } from "vitest";
import {
  alike,
  extentOf,
  linearAxis,
  logAxis,
  timeAxis,
  valueAxis,
  wantsLog,
} from "../../../src/report/axis.js";
import { textWidth } from "../../../src/report/text-width.js";

const labels = ({ ticks }: ReturnType<typeof linearAxis>) =>
  ticks.filter(({ label }) => label !== "").map(({ label }) => label);

describe("axis", () => {
  it("sees past nulls, and nothing where there is nothing", () => {
    expect(extentOf([null, 3, -1, null])).toEqual({ least: -1, greatest: 3 });
    expect(extentOf([null])).toBeUndefined();
  });

  it("goes logarithmic for what is positive and spans over a decade", () => {
    expect(wantsLog({ least: 0.1, greatest: 1.1 })).toBe(true);
    expect(wantsLog({ least: 0.1, greatest: 0.9 })).toBe(false);
    expect(wantsLog({ least: 0, greatest: 100 })).toBe(false);
    expect(wantsLog({ least: -1, greatest: 100 })).toBe(false);
  });

  it("labels a linear axis at 1, 2 or 5 × 10ⁿ", () => {
    expect(labels(linearAxis(0, 0.656))).toEqual(["0", "0.2", "0.4", "0.6"]);
    expect(labels(linearAxis(0, 60))).toEqual(["0", "10", "20", "30", "40", "50", "60"]);
    expect(labels(linearAxis(-1, 1))).toEqual(["−1.0", "−0.5", "0", "0.5", "1.0"]);
    expect(labels(linearAxis(0, 3e-6))).toEqual([
      "0",
      "5×10⁻⁷",
      "10⁻⁶",
      "1.5×10⁻⁶",
      "2×10⁻⁶",
      "2.5×10⁻⁶",
      "3×10⁻⁶",
    ]);
    expect(linearAxis(0, 1).ticks.map(({ value }) => value)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });

  it("labels a log axis by powers of ten, helped by 2 and 5 where they are few", () => {
    expect(labels(logAxis(0.02, 100))).toEqual(["0.1", "1", "10", "100"]);
    expect(labels(logAxis(0.04, 2))).toEqual(["0.05", "0.1", "0.2", "0.5", "1", "2"]);
    expect(labels(logAxis(1e-9, 1))).toEqual(["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]);
    expect(labels(logAxis(0.04, 2, { enough: 2 }))).toEqual(["0.1", "1"]);
  });

  it("writes powers of ten alike on axes side by side, and leaves the others", () => {
    const [wide, plain, few, linear] = alike([
      logAxis(1e-9, 1),
      logAxis(0.02, 100),
      logAxis(0.2, 4),
      linearAxis(0, 1),
    ]).map(labels);
    expect(wide[0]).toBe("10⁻⁸");
    expect(plain).toEqual(["10⁻¹", "10⁰", "10¹", "10²"]);
    expect(few).toEqual(["0.2", "0.5", "1", "2"]);
    expect(linear[1]).toBe("0.2");
    expect(alike([logAxis(0.02, 100), logAxis(0.2, 4)]).map(labels)[0]).toEqual(["0.1", "1", "10", "100"]);
  });

  it("keeps ticks inside the domain and the domain around the numbers", () => {
    for (const extent of [
      { least: 0.19, greatest: 0.63 },
      { least: 0.9, greatest: 1 },
      { least: 1e-21, greatest: 0.5 },
      { least: -2e-5, greatest: 3e-5 },
      { least: 7, greatest: 7 },
      { least: 0, greatest: 0 },
      { least: 3, greatest: 4e9 },
    ]) {
      const { domain, ticks } = valueAxis(extent);
      expect(domain[0]).toBeLessThanOrEqual(extent.least);
      expect(domain[1]).toBeGreaterThan(extent.greatest);
      expect(ticks.filter(({ label }) => label !== "").length).toBeGreaterThanOrEqual(2);
      for (const { value, label } of ticks) {
        expect(value).toBeGreaterThanOrEqual(domain[0] * (1 - 1e-9) - 1e-12);
        expect(value).toBeLessThanOrEqual(domain[1] * (1 + 1e-9) + 1e-12);
        // The figure's left margin holds this much.
        expect(textWidth(label, 11.5)).toBeLessThan(45);
      }
    }
  });

  it("takes time from end to end, and a single time in the middle", () => {
    expect(timeAxis([0, 1, 5], false).domain).toEqual([0, 5]);
    expect(timeAxis([0.02, 1, 5], true)).toMatchObject({ scale: "log", domain: [0.02, 5] });
    expect(timeAxis([3], false)).toMatchObject({ domain: [2.5, 3.5], ticks: [{ value: 3, label: "3" }] });
  });
});
