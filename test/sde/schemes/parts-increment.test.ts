import { describe, expect, it } from "vitest";
import { defineSde, type Field, type SdeDefinition } from "../../../sde/index.js";
import { eulerIncrement, eulerParts, noiseOfStep } from "../../../sde/schemes/parts.js";

const drift: Field = (t, x, out) => {
  out[0] = t + x[1];
  out[1] = -x[0];
};
const common = { dimension: 2, calculus: "ito", drift } as const;
const each: Field = (_t, x, out) => {
  out[0] = x[0];
  out[1] = 2 * x[1];
};
const rows: Field = (_t, _x, out) => out.set([1, 2, 3, 4, 5, 6]);
const applyNoise: SdeDefinition["applyNoise"] = (_t, _x, dW, out) => {
  out[0] = dW[0] + 2 * dW[1] + 3 * dW[2];
  out[1] = 4 * dW[0] + 5 * dW[1] + 6 * dW[2];
};
const three = { kind: "operator", sources: 3 } as const;

/** At t = 1, x = (3, 5): f = (6, −3). */
const cases: [string, SdeDefinition, number[], number[]][] = [
  ["diagonal", { ...common, noise: { kind: "diagonal" }, diffusion: each }, [10, 100], [30, 1000]],
  ["scalar", { ...common, noise: { kind: "scalar" }, diffusion: each }, [10], [30, 100]],
  [
    "matrix",
    { ...common, noise: { kind: "general", sources: 3 }, diffusion: rows },
    [1, 10, 100],
    [321, 654],
  ],
  [
    "additive",
    { ...common, noise: { kind: "additive", sources: 3 }, diffusion: rows },
    [1, 10, 100],
    [321, 654],
  ],
  ["operator", { ...common, noise: three, applyNoise }, [1, 10, 100], [321, 654]],
  [
    "joint",
    {
      dimension: 2,
      calculus: "ito",
      noise: { kind: "diagonal" },
      evaluate: (t, x, f, g) => {
        drift(t, x, f);
        each(t, x, g);
      },
    },
    [10, 100],
    [30, 1000],
  ],
];

describe.each(cases)("%s noise", (_kind, definition, increments, noise) => {
  const problem = defineSde(definition);
  const [x, dW] = [Float64Array.of(3, 5), Float64Array.from(increments)];
  const [f, out] = [new Float64Array(2), new Float64Array(2)];

  it("drift and noise apart", () => {
    eulerParts(problem)(1, x, dW, f, out);
    expect([Array.from(f), Array.from(out)]).toEqual([[6, -3], noise]);
  });

  it("the noise alone", () => {
    noiseOfStep(problem)(1, x, dW, out);
    expect(Array.from(out)).toEqual(noise);
  });

  it("Euler's increment", () => {
    eulerIncrement(problem)(1, 0.5, x, dW, out);
    expect(Array.from(out)).toEqual([noise[0] + 3, noise[1] - 1.5]);
  });
});

it("no noise: the drift's increment", () => {
  const problem = defineSde({ dimension: 2, noise: { kind: "none" }, drift });
  const out = new Float64Array(2);
  eulerIncrement(problem)(1, 0.5, Float64Array.of(3, 5), new Float64Array(0), out);
  expect(Array.from(out)).toEqual([3, -1.5]);
});

it("an operator with Euler's step alone: the step less the state", () => {
  const problem = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: three,
    eulerStep: (_t, h, x, dW, next) => {
      next[0] = x[0] + 8 * h + dW[2];
      next[1] = x[1];
    },
  });
  const out = new Float64Array(2);
  eulerIncrement(problem)(1, 0.5, Float64Array.of(3, 5), Float64Array.of(1, 10, 100), out);
  expect(Array.from(out)).toEqual([104, 0]);
});
