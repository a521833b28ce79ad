import { createHash } from "node:crypto";
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

// The bits are part of the promise "same experiment, same bytes": a change here changes every result and is a new
// version of the package. The arguments are made by integer arithmetic, the same on every machine.

function digest(values: (i: number) => number): string {
  const bytes = Float64Array.from({ length: 20_000 }, (_, i) => values(i));
  return createHash("sha256").update(new Uint8Array(bytes.buffer)).digest("hex").slice(0, 16);
}

/** 20 000 numbers spread over (−size, size). */
const spread = (i: number, size: number): number => ((((i * 7919) % 20_000) - 9999.5) / 10_000) * size;

describe("the bits of the elementary functions", () => {
  const digests: Record<string, string> = {
    exp: digest((i) => exp(spread(i, 745))),
    "exp near 0": digest((i) => exp(spread(i, 2))),
    expm1: digest((i) => expm1(spread(i, 3))),
    log: digest((i) => log((i + 1) / 7000)),
    log1p: digest((i) => log1p(spread(i, 0.99))),
    sin: digest((i) => sin(spread(i, 100))),
    "sin far": digest((i) => sin(spread(i, 1e12))),
    cos: digest((i) => cos(spread(i, 100))),
    tanh: digest((i) => tanh(spread(i, 5))),
    erf: digest((i) => erf(spread(i, 6))),
    erfcx: digest((i) => erfcx(spread(i, 14))),
    logErfc: digest((i) => logErfc(spread(i, 14))),
    atan: digest((i) => atan(spread(i, 4))),
    pow: digest((i) => pow((i + 1) / 7000, spread((i * 31) % 20_000, 30))),
    sigmoid: digest((i) => sigmoid(spread(i, 40))),
    softplus: digest((i) => softplus(spread(i, 40))),
    atan2: digest((i) => atan2(spread(i, 1), spread((i * 31) % 20_000, 1))),
  };

  it("are these", () => {
    expect(digests).toEqual({
      atan: "d3f68351d4c3afa0",
      atan2: "e08509c612680fde",
      cos: "2ca07dea81cca977",
      erf: "b1ecfdb31561bd1d",
      erfcx: "9914cbefec705983",
      exp: "ab76c57152083f39",
      "exp near 0": "00b0c5eab070251f",
      expm1: "879adea130b0063b",
      log: "fe22ab19df567a02",
      log1p: "d5385b566935b579",
      logErfc: "17a6bbe1393948e0",
      pow: "905809c99648180e",
      sigmoid: "ec98fad8c64fde53",
      sin: "34fc00061e9d4f7d",
      "sin far": "c2ba730081044794",
      softplus: "5cc0510e03e6255f",
      tanh: "9c5fdfbff632f52d",
    });
  });
});
