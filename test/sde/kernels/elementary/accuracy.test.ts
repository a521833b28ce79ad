import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  atan,
  atan2,
  cos,
  erf,
  erfcx,
  exp,
  expm1,
  log,
  log1p,
  logErfc,
  pow,
  sigmoid,
  sin,
  softplus,
  tanh,
} from "../../../../sde/kernels/elementary/index.js";

// [x, value, remainder], pow and atan2 with both arguments; made by test/reference/elementary.py.
const reference: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL("../../../reference/elementary.json", import.meta.url), "utf8"),
);

/** Distance of `got` from value + remainder in units of the last place of value. */
function ulpError(got: number, value: number, remainder: number): number {
  return Math.abs((got - value - remainder) / ulp(value));
}

function ulp(x: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(x)));
  const unit = 2 ** Math.max(exponent - 52, -1074);
  // log2 may round up to the next integer just below a power of two.
  return Math.abs(x) < 2 ** exponent ? unit / 2 : unit;
}

/** Largest error in ulp over the reference points. */
function worst(name: string, implementation: (...args: number[]) => number): number {
  return Math.max(
    ...reference[name].map((row) => {
      const [value, remainder] = row.slice(-2);
      return ulpError(implementation(...row.slice(0, -2)), value, remainder);
    }),
  );
}

describe("elementary functions against values of 32 digits", () => {
  // What the docstrings promise, in ulp.
  it.each<[string, number, (x: number, y: number) => number]>([
    ["exp", 0.76, exp],
    ["expm1", 0.6, expm1],
    ["log", 0.52, log],
    ["log1p", 0.67, log1p],
    ["sin", 0.8, sin],
    ["cos", 0.8, cos],
    ["tanh", 1.4, tanh],
    ["atan", 1.1, atan],
    ["erf", 0.8, erf],
    ["erfcx", 2, erfcx],
    ["logErfc", 2.5, logErfc],
    ["pow", 0.55, pow],
    ["sigmoid", 2, sigmoid],
    ["softplus", 1.6, softplus],
    ["atan2", 4, atan2],
  ])("%s is within %f ulp", (name, bound, implementation) => {
    expect(reference[name].length).toBeGreaterThanOrEqual(60);
    expect(worst(name, implementation)).toBeLessThan(bound);
  });

  it("exp is within 0.51 ulp where the result is not subnormal", () => {
    const rows = reference.exp.filter(([, value]) => value > 2 ** -1022);
    expect(Math.max(...rows.map(([x, value, rest]) => ulpError(exp(x), value, rest)))).toBeLessThan(0.51);
  });
});

describe("negative controls", () => {
  it("textbook forms fail the same check", () => {
    expect(worst("expm1", (x) => exp(x) - 1)).toBeGreaterThan(1e6);
    expect(worst("log1p", (x) => log(1 + x))).toBeGreaterThan(1e6);
    expect(worst("atan", (x) => Math.PI / 2 - atan(1 / x))).toBeGreaterThan(100);
    expect(worst("logErfc", (x) => log(1 - erf(x)))).toBeGreaterThan(1e6);
    expect(worst("softplus", (x) => log(1 + exp(x)))).toBeGreaterThan(1e6);
    expect(worst("pow", (x, y) => exp(y * log(Math.abs(x))))).toBeGreaterThan(100);
    expect(worst("sin", (x) => sin(x % (2 * Math.PI)))).toBeGreaterThan(1e6);
  });
});
