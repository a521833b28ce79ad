import { describe, expect, it } from "vitest";
import {
  cell,
  count,
  decade,
  decimalsFor,
  percent,
  powerOfTen,
  shortNumber,
  signed,
  superscript,
} from "../../../src/report/format.js";

describe("format", () => {
  it("finds the decade of a number exactly, at the very edges too", () => {
    for (let n = -300; n <= 300; n++) expect(decade(powerOfTen(n))).toBe(n);
    expect(decade(0.000999999999999999)).toBe(-4);
    expect(decade(-250)).toBe(2);
  });

  it("drops idle zeros and keeps four digits", () => {
    expect([0.7, 2000, 1.23456789e-7, 0.1 + 0.2, -3].map((v) => shortNumber(v))).toEqual([
      "0.7",
      "2000",
      "1.235e-7",
      "0.3",
      "-3",
    ]);
    expect([null, undefined, Number.POSITIVE_INFINITY].map((v) => shortNumber(v))).toEqual(["–", "–", "–"]);
  });

  it("gives shares two digits, and multiples from ten on", () => {
    expect([0.0196, 0.34, 0.00051, 1.284, 0, 9.99, 12.2, 4e7, null].map(percent)).toEqual([
      "2.0 %",
      "34 %",
      "0.051 %",
      "128 %",
      "0 %",
      "999 %",
      "12×",
      "4.0e+7×",
      "–",
    ]);
  });

  it("counts the decimals that the smallest of some numbers needs", () => {
    expect(decimalsFor([0.0042, 3], 2)).toBe(4);
    expect(decimalsFor([0, null, 140], 2)).toBe(0);
    expect(decimalsFor([null], 5)).toBe(0);
  });

  it("falls back on an exponent where decimals would be long", () => {
    expect(cell(0.19231, 4)).toBe("0.1923");
    expect(cell(3.58333e-21, 22, 5)).toBe("3.5833e-21");
    expect(cell(8.12e7, 4, 2)).toBe("8.1e+7");
    expect(cell(1.000000001, 13)).toBe("1.0000000");
    expect(cell(0, 3)).toBe("0");
    expect(cell(null, 3)).toBe("–");
    expect([0.5, -0.5, 0, null].map((v) => signed(v, 1))).toEqual(["+0.5", "-0.5", "0", "–"]);
  });

  it("writes exponents and counts", () => {
    expect(superscript(-12)).toBe("⁻¹²");
    expect([count(1, "run"), count(2, "run")]).toEqual(["1 run", "2 runs"]);
  });
});
